package dev.ringdown.client;

/** The one thread of a connection, and its time. Thread-safe. */
interface Loop {
    /** Something that is due later. */
    interface Timer {
        /** It does not happen any more; of no effect if it has. */
        void cancel();
    }

    /** Whether the caller is on it. */
    boolean isCurrent();

    /** Runs a task on it, after all that were given before. */
    void execute(Runnable task);

    /** Runs a task on it a while later. */
    Timer schedule(Runnable task, long millis);

    /** Milliseconds from any beginning, never backwards. */
    long nowMillis();

    /** Milliseconds of the wall clock, which goes on while a machine sleeps. */
    long dateMillis();

    /** Runs a task on it: at once if the caller is on it. */
    default void run(Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /** Calls what belongs to the application; what it throws is the application's to see, and disturbs nobody else. */
    static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
