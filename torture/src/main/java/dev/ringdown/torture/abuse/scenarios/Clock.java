package dev.ringdown.torture.abuse.scenarios;

import java.util.concurrent.TimeUnit;

/** Strikes now and then. Confined to its attack. */
final class Clock {
    private final long periodNanos;
    private long nextNanos = System.nanoTime();

    private Clock(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    static Clock every(int millis) {
        return new Clock(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Whether it is time; asked again it is not. */
    boolean strikes() {
        long now = System.nanoTime();
        if (now - nextNanos < 0) {
            return false;
        }
        nextNanos = now + periodNanos;
        return true;
    }
}
