package dev.ringdown.replica;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What a log goes by that is filled from a journal: the times of its records, which are the same on every node, and between
 * them how long it has been since. The time of day of the node has no part in it. Only the log's appender asks.
 */
final class RecordTime {
    private final LongSupplier nanoTime;
    private long millis;
    private long toldNanos;

    /** @param millis the greatest time that a record had which is applied; 0 if none is */
    RecordTime(long millis, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.millis = millis;
        this.toldNanos = nanoTime.getAsLong();
    }

    /** The time of the record that comes next: never before that of another, whatever was done to the journal's clock. */
    long of(long recordMillis) {
        millis = Math.max(millis, recordMillis);
        toldNanos = nanoTime.getAsLong();
        return millis;
    }

    /** The greatest time that a record had. */
    long newestMillis() {
        return millis;
    }

    /** What time it is by now, as far as records tell. */
    long nowMillis() {
        return millis + TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - toldNanos);
    }
}
