package dev.ringdown.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: a random time below a limit that doubles with each attempt ("full jitter"), so
 * that many clients that lost the same node do not come back at the same moment. Confined to its loop.
 */
final class Backoff {
    private final long firstMillis;
    private final long mostMillis;
    private final DoubleSupplier random;
    private double limitMillis;

    /** @param random 0 inclusive to 1 exclusive */
    Backoff(Duration first, Duration most, DoubleSupplier random) {
        this.firstMillis = first.toMillis();
        this.mostMillis = most.toMillis();
        this.random = random;
        this.limitMillis = firstMillis;
    }

    /** The next wait. */
    long nextMillis() {
        double limit = Math.min(mostMillis, limitMillis);
        limitMillis = limit * 2;
        return (long) (random.getAsDouble() * limit);
    }

    /** All is well again: the next wait is a first one. */
    void reset() {
        limitMillis = firstMillis;
    }
}
