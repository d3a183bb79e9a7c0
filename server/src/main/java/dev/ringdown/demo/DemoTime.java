package dev.ringdown.demo;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time as the publishing threads see it, so that a test can own it. Thread-safe. */
interface DemoTime {
    /** The time of this machine. */
    DemoTime SYSTEM = new DemoTime() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** What the clock on the wall shows. */
    Instant now();

    /** Nanoseconds since some moment, never going back. */
    long nanoTime();

    /** Lets so much time pass; none if zero or negative. */
    void pause(long nanos) throws InterruptedException;
}
