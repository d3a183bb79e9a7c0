package dev.ringdown.bench.wire;

/** Nanoseconds since this process began to measure; what {@code ts} says. Thread-safe. */
public final class Clock {
    private static final long START_NANOS = System.nanoTime();

    private Clock() {}

    public static long nanos() {
        return System.nanoTime() - START_NANOS;
    }
}
