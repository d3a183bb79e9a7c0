package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hands tasks to an executor so that their owners take turns: whoever has many waits for itself, and an owner with one waits
 * for one of each other owner at most. An executor that is shared and has a bound keeps both. Thread-safe: one lock, which is not
 * held while a task runs on a thread of the executor.
 *
 * @param <K> the owners
 */
public final class FairExecutor<K> {
    private final Executor executor;

    // Guarded by this.
    private final TurnQueue<Runnable> waiting = new TurnQueue<>();

    public FairExecutor(Executor executor) {
        this.executor = requireNonNull(executor, "executor");
    }

    /**
     * Runs a task when it is its owner's turn.
     *
     * @throws RejectedExecutionException the executor has no room for it
     */
    public synchronized void execute(K owner, Runnable task) {
        List<Object> place = List.of(owner);
        waiting.add(place, task);
        try {
            executor.execute(this::runNext); // as many turns as tasks, but whose each is shows when it comes
        } catch (RejectedExecutionException e) {
            waiting.remove(place, task); // nobody could take it meanwhile: that needs the lock
            throw e;
        }
    }

    private void runNext() {
        next().run();
    }

    private synchronized Runnable next() {
        return requireNonNull(waiting.poll(), "a task for each turn");
    }

    /** How many tasks wait. */
    synchronized int waiting() {
        return waiting.size();
    }
}
