package dev.ringdown.catchup;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The thread that reads the disk: it reads when the test says so, on the test's own thread, or takes no work. Confined to the test. */
final class FakeReaders implements Executor {
    boolean busy;
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        if (busy) {
            throw new RejectedExecutionException("no reader is free");
        }
        tasks.add(task);
    }

    int waiting() {
        return tasks.size();
    }

    /** Carries out what waits, but not what comes of it. */
    void run() {
        for (int count = tasks.size(); count > 0; count--) {
            tasks.remove().run();
        }
    }
}
