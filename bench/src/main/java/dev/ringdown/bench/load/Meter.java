package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.Clock;
import org.HdrHistogram.Histogram;

/** Counts what arrives, and how late, from {@link #begin} on. Confined to its loop. */
public final class Meter {
    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private Histogram latency = new Histogram(MOST_NANOS, DIGITS);
    private long total;
    private long totalAtBegin;
    private long bytes;
    private long beginNanos;
    private boolean measuring;

    /** One event was delivered, or answered. */
    void add(long latencyNanos, int length) {
        total++;
        if (measuring) {
            bytes += length;
            latency.recordValue(Math.min(MOST_NANOS, Math.max(0, latencyNanos)));
        }
    }

    /** Several at once. */
    void add(long latencyNanos, int length, int count) {
        total += count - 1;
        add(latencyNanos, length);
    }

    /** All since the start, whether measured or not. */
    public long total() {
        return total;
    }

    /** What came before does not count. */
    public void begin() {
        latency = new Histogram(MOST_NANOS, DIGITS);
        bytes = 0;
        totalAtBegin = total;
        beginNanos = Clock.nanos();
        measuring = true;
    }

    /** Returns what was measured. */
    public Readings end() {
        measuring = false;
        return new Readings(total - totalAtBegin, bytes, (Clock.nanos() - beginNanos) / 1e9, latency);
    }

    /**
     * A measured time.
     *
     * @param latency in nanoseconds; nobody writes to it any more
     */
    public record Readings(long count, long bytes, double seconds, Histogram latency) {
        public double perSecond() {
            return count / seconds;
        }
    }
}
