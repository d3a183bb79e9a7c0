package dev.ringdown.admin;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A clock that nobody sets, and what is to be done later by it. Thread-safe. */
public interface IdleTimer {
    /** As {@link System#nanoTime()}. */
    long nanos();

    /** Does something when a time has passed, on any thread. */
    void after(Duration delay, Runnable task);

    /** Of this process. */
    static IdleTimer real() {
        return new IdleTimer() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void after(Duration delay, Runnable task) {
                CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                        .execute(task);
            }
        };
    }
}
