package dev.ringdown.torture.cluster;

import java.util.concurrent.TimeUnit;

/** Whether something is done to the cluster: then nodes may send clients away. Written by one thread, asked by any. */
final class Disturbance {
    /** So long may it take until everybody has noticed that it is over. */
    private static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private volatile boolean now;
    private volatile long endedNanos = System.nanoTime() - LATELY_NANOS;

    void begin() {
        now = true;
    }

    void end() {
        endedNanos = System.nanoTime();
        now = false;
    }

    boolean isNowOrWasLately() {
        return now || System.nanoTime() - endedNanos < LATELY_NANOS;
    }
}
