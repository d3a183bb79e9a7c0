package dev.ringdown.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Allows each client network so many things a minute. It remembers a bounded number of them; one that was forgotten
 * begins anew. Thread-safe.
 */
public final class AddressRates {
    private static final double SECONDS_PER_MINUTE = 60;

    private final int perMinute;
    private final LongSupplier nanoTime;
    private final Cache<ClientNetwork, TokenBucket> buckets;

    /** @param perMinute how many in a minute, and at once */
    public AddressRates(int perMinute, int maxAddresses, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(maxAddresses)
                .expireAfterAccess(Duration.ofMinutes(1)) // full again, as a new one is
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Takes one if it is there. */
    public boolean tryTake(ClientNetwork client) {
        long now = nanoTime.getAsLong();
        TokenBucket bucket =
                buckets.get(client, first -> new TokenBucket(perMinute / SECONDS_PER_MINUTE, perMinute, now));
        synchronized (bucket) {
            return bucket.tryTake(1, now);
        }
    }

    /** How long until there is one more, in whole seconds. */
    public Duration refill() {
        return Duration.ofSeconds((long) Math.ceil(SECONDS_PER_MINUTE / perMinute));
    }
}
