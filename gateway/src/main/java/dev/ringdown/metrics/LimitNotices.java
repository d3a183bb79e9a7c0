package dev.ringdown.metrics;

import dev.ringdown.protocol.Limit;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators in the log that a limit turns things away: at once, and then at most once a minute for each limit, with
 * how often it was since. A flood is counted, not written. Thread-safe.
 */
final class LimitNotices {
    private static final Logger LOG = LoggerFactory.getLogger(LimitNotices.class);
    private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLongArray unsaid = new AtomicLongArray(Limit.values().length);

    /** When each limit may be told of again; 0: at once. */
    private final AtomicLongArray nextNanos = new AtomicLongArray(Limit.values().length);

    LimitNotices(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void reached(Limit limit) {
        int at = limit.ordinal();
        unsaid.incrementAndGet(at);
        long now = nanoTime.getAsLong();
        long next = nextNanos.get(at);
        boolean due = next == 0 || now - next >= 0;
        if (due && nextNanos.compareAndSet(at, next, now + EVERY_NANOS)) {
            LOG.warn(
                    "limit reached limit={} times={} (what it turns away is told so; docs/operating.md says how to size it)",
                    limit,
                    unsaid.getAndSet(at, 0));
        }
    }
}
