package dev.ringdown.server;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of day, for the ends of tokens and keys: one that is set far ahead or back for a moment changes nothing, and one that is
 * set to stay counts after a minute. Until then the time goes on by a clock that nobody sets. Thread-safe.
 */
final class GuardedClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedClock.class);

    /** For so long a time of day that was set must go on from there. */
    static final Duration GUARD = Duration.ofMinutes(1);

    /** Clocks that are trimmed, and not set, lose or gain less between two looks. */
    private static final long SET_BY_MILLIS = 1_000;

    private final Clock timeOfDay;
    private final LongSupplier nanoTime;
    private final long beganNanos;

    // What the time of day has ahead of how long it has been; guarded by this.
    private long aheadMillis;
    private long candidateMillis;
    private long candidateSinceMillis;

    /** @param nanoTime a clock that nobody sets */
    GuardedClock(Clock timeOfDay, LongSupplier nanoTime) {
        this.timeOfDay = requireNonNull(timeOfDay, "timeOfDay");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.beganNanos = nanoTime.getAsLong();
        this.aheadMillis = timeOfDay.millis();
        this.candidateMillis = aheadMillis;
    }

    @Override
    public synchronized long millis() {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - beganNanos);
        long ahead = timeOfDay.millis() - elapsed;
        if (isClose(ahead, aheadMillis)) {
            aheadMillis = ahead;
            candidateMillis = ahead;
        } else if (!isClose(ahead, candidateMillis)) {
            candidateMillis = ahead;
            candidateSinceMillis = elapsed;
        } else if (elapsed - candidateSinceMillis >= GUARD.toMillis()) {
            LOG.info(
                    "the clock was set by_seconds={} (ends of tokens go by it from now on)",
                    (ahead - aheadMillis) / 1000);
            aheadMillis = ahead;
        }
        return aheadMillis + elapsed;
    }

    private static boolean isClose(long one, long other) {
        return Math.abs(one - other) <= SET_BY_MILLIS;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return timeOfDay.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new GuardedClock(timeOfDay.withZone(zone), nanoTime);
    }
}
