package dev.ringdown.fanout;

/** The thread that owns a router and its receivers. Everything runs on it in the order in which it was offered. */
public interface Loop {
    /** Whether the caller is on this thread. */
    boolean inEventLoop();

    /** Runs a task on this thread, later; callable from any thread. */
    void execute(Runnable task);

    /** Nanoseconds of a clock without a meaning of its own, as {@link System#nanoTime()}. */
    long nanoTime();
}
