package dev.ringdown.fanout;

import java.time.Duration;

/** The thread that owns a router and its receivers. Everything runs on it in the order in which it was offered. */
public interface Loop {
    /** Whether the caller is on this thread. */
    boolean inEventLoop();

    /** Runs a task on this thread, later; callable from any thread. */
    void execute(Runnable task);

    /**
     * Runs a task on this thread after it has looked at its sockets again; only from this thread. A task that offers itself so
     * keeps nobody waiting, as it would with {@link #execute}.
     */
    void executeAfterSockets(Runnable task);

    /** Turns of those who make work for this thread; only on it. */
    Turns turns();

    /**
     * Runs a task on this thread after a time; callable from this thread.
     *
     * @return takes the task back, if it has not run yet
     */
    Runnable after(Duration time, Runnable task);

    /** Nanoseconds of a clock without a meaning of its own, as {@link System#nanoTime()}. */
    long nanoTime();
}
