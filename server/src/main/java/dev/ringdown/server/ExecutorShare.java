package dev.ringdown.server;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * A part of an executor for some who ask for much: it refuses a task while so many of theirs wait or run, so that those of
 * others do not wait behind them. Thread-safe.
 */
final class ExecutorShare implements Executor {
    private final Executor whole;
    private final Semaphore free;

    /** @param maxTasks that wait or run at a time */
    ExecutorShare(Executor whole, int maxTasks) {
        this.whole = requireNonNull(whole, "whole");
        this.free = new Semaphore(maxTasks);
    }

    @Override
    public void execute(Runnable task) {
        if (!free.tryAcquire()) {
            throw new RejectedExecutionException("as many tasks as may be");
        }
        try {
            whole.execute(() -> {
                try {
                    task.run();
                } finally {
                    free.release();
                }
            });
        } catch (RejectedExecutionException e) {
            free.release();
            throw e;
        }
    }
}
