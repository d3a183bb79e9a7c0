package dev.ringdown.log;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What the log goes by: the time of day, for stamps that people and later processes read, and a clock that nobody sets, for how
 * long it has been. The one is told by the other when it was set. Only the log's appender asks, once in a turn.
 */
final class LogClock {
    /** A time of day that goes more wrong than this between two turns was set; clocks that are trimmed lose or gain less. */
    static final long SET_BY_MILLIS = 1_000;

    private final Clock timeOfDay;
    private final LongSupplier nanoTime;
    private final long beganMillis;
    private final long beganNanos;

    private long millis;
    private long elapsedMillis;
    private long setByMillis;

    /** @param nanoTime a clock that nobody sets */
    LogClock(Clock timeOfDay, LongSupplier nanoTime) {
        this.timeOfDay = timeOfDay;
        this.nanoTime = nanoTime;
        this.beganMillis = timeOfDay.millis();
        this.beganNanos = nanoTime.getAsLong();
        this.millis = beganMillis;
        this.elapsedMillis = beganMillis;
    }

    /** Looks at both clocks; what they show holds until the next look. */
    void look() {
        long before = millis - elapsedMillis;
        millis = timeOfDay.millis();
        elapsedMillis = beganMillis + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - beganNanos);
        long by = millis - elapsedMillis - before;
        setByMillis = Math.abs(by) > SET_BY_MILLIS ? by : 0;
    }

    /** The time of day. */
    long millis() {
        return millis;
    }

    /** How long it has been, from the time of day when the log was opened on; it never goes back. */
    long elapsedMillis() {
        return elapsedMillis;
    }

    /** How far the time of day was set before the last look, ahead or back; 0: it was not. */
    long setByMillis() {
        return setByMillis;
    }
}
