package dev.ringdown.publish;

import dev.ringdown.limits.TokenBucket;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** How fast each publisher may publish. Thread-safe: a publisher's bucket is only touched under its map entry. */
final class PublishRates {
    private final int eventsPerSecond;
    private final ConcurrentMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    /** @param eventsPerSecond in the long run and, since a batch comes at once, also the most at once; 0: no limit */
    PublishRates(int eventsPerSecond) {
        this.eventsPerSecond = eventsPerSecond;
    }

    /**
     * Whether the publisher may publish so many events now; if so they are counted. A batch larger than a second's
     * worth needs a full second's worth, or it never could pass.
     */
    boolean tryTake(String publisher, int events, long nowNanos) {
        if (eventsPerSecond == 0) {
            return true;
        }
        AtomicBoolean taken = new AtomicBoolean();
        buckets.compute(publisher, (name, present) -> {
            TokenBucket bucket =
                    present == null ? new TokenBucket(eventsPerSecond, eventsPerSecond, nowNanos) : present;
            taken.set(bucket.tryTake(Math.min(events, eventsPerSecond), nowNanos));
            return bucket;
        });
        return taken.get();
    }
}
