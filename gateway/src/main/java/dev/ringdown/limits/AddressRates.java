package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Allows each client network so many things a minute, all of them at once if it likes. It remembers a bounded number of
 * networks; one that was forgotten begins anew. Thread-safe: a cache of atomic numbers.
 */
public final class AddressRates {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final long nanosOfOne;
    private final Limit limit;
    private final GatewayMetrics metrics;
    private final LongSupplier nanoTime;

    /** When each network's rate is at rest again, see {@link Pace}. */
    private final Cache<ClientNetwork, AtomicLong> rests;

    /**
     * @param perMinute how many in a minute, and at once
     * @param limit what this is, to be counted when it turns somebody away
     */
    public AddressRates(int perMinute, int maxAddresses, Limit limit, GatewayMetrics metrics, LongSupplier nanoTime) {
        this.nanosOfOne = MINUTE.toNanos() / perMinute;
        this.limit = requireNonNull(limit, "limit");
        this.metrics = requireNonNull(metrics, "metrics");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.rests = Caffeine.newBuilder()
                .maximumSize(maxAddresses)
                .expireAfterAccess(MINUTE) // at rest, as a new one is
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** The limit that this is. */
    public Limit limit() {
        return limit;
    }

    /** Takes one if it is there; else counts that the limit is reached. */
    public boolean tryTake(ClientNetwork client) {
        AtomicLong rest = rests.get(client, first -> new AtomicLong());
        boolean taken = Pace.tryTake(rest, nanosOfOne, MINUTE.toNanos(), nanoTime.getAsLong());
        if (!taken) {
            metrics.limitReached(limit);
        }
        return taken;
    }

    /** Whether there is one to take. */
    public boolean hasOne(ClientNetwork client) {
        AtomicLong rest = rests.getIfPresent(client);
        return rest == null || Pace.restAfter(rest.get(), nanosOfOne, MINUTE.toNanos(), nanoTime.getAsLong()) != 0;
    }

    /** Gives back one that was taken, and was none of those that are to be bounded. */
    public void giveBack(ClientNetwork client) {
        AtomicLong rest = rests.getIfPresent(client);
        if (rest != null) {
            rest.addAndGet(-nanosOfOne);
        }
    }

    /** How long until there is one more, in whole seconds. */
    public Duration refill() {
        return Duration.ofSeconds(
                Duration.ofNanos(nanosOfOne).plusSeconds(1).minusNanos(1).toSeconds());
    }
}
