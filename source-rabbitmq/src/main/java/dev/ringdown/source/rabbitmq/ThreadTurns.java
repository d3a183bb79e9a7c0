package dev.ringdown.source.rabbitmq;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Turns on a thread of their own. Thread-safe. */
final class ThreadTurns implements Turns {
    private final ScheduledThreadPoolExecutor thread;
    private volatile Consumer<RuntimeException> broken = bug -> {
        throw bug;
    };

    ThreadTurns(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            return created;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Who is told, on the thread, of whatever a turn throws; the thread goes on. */
    void onBroken(Consumer<RuntimeException> told) {
        broken = told;
    }

    @Override
    public void execute(Runnable turn) {
        try {
            thread.execute(() -> run(turn));
        } catch (RejectedExecutionException e) {
            return; // it has ended, and what it held is given back with the connection
        }
    }

    @Override
    public void after(Duration delay, Runnable turn) {
        try {
            var unused = thread.schedule(() -> run(turn), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return; // as above
        }
    }

    private void run(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            broken.accept(e);
        }
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void end() {
        thread.shutdown();
    }
}
