package dev.ringdown.source.rabbitmq;

import java.time.Duration;

/** The thread that owns everything of a source, and its clock. Turns run one after the other; callable from any thread. */
interface Turns {
    /** Runs a turn after those that were offered before. */
    void execute(Runnable turn);

    /** Runs a turn once so much time has passed. */
    void after(Duration delay, Runnable turn);

    /** Nanoseconds of a clock without a meaning of its own, as {@link System#nanoTime()}. */
    long nanoTime();

    /** Takes no further turns; those that were offered are still run, those for later are not. */
    void end();
}
