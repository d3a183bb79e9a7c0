package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** Of each owner what waits, in the order of their turns. */
    private final Map<K, ArrayDeque<Runnable>> waiting = new LinkedHashMap<>();

    public FairExecutor(Executor executor) {
        this.executor = requireNonNull(executor, "executor");
    }

    /**
     * Runs a task when it is its owner's turn.
     *
     * @throws RejectedExecutionException the executor has no room for it
     */
    public synchronized void execute(K owner, Runnable task) {
        ArrayDeque<Runnable> own = waiting.computeIfAbsent(owner, first -> new ArrayDeque<>(2));
        own.addLast(task);
        try {
            executor.execute(this::runNext); // as many turns as tasks, but whose each is shows when it comes
        } catch (RejectedExecutionException e) {
            own.removeLast(); // nobody could take it meanwhile: that needs the lock
            if (own.isEmpty()) {
                waiting.remove(owner);
            }
            throw e;
        }
    }

    private void runNext() {
        next().run();
    }

    private synchronized Runnable next() {
        Iterator<Map.Entry<K, ArrayDeque<Runnable>>> turns = waiting.entrySet().iterator();
        Map.Entry<K, ArrayDeque<Runnable>> turn = turns.next();
        K owner = turn.getKey();
        ArrayDeque<Runnable> own = turn.getValue();
        turns.remove();
        Runnable task = own.removeFirst();
        if (!own.isEmpty()) {
            waiting.put(owner, own); // behind all others
        }
        return task;
    }

    /** How many owners have something that waits. */
    synchronized int owners() {
        return waiting.size();
    }
}
