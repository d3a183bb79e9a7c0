package dev.ringdown.client;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A loop on a daemon thread, which is there only while it has something to do or to wait for. Thread-safe. */
final class ThreadLoop implements Loop {
    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor executor;
    private volatile @Nullable Thread thread;

    ThreadLoop(String name) {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread started = new Thread(task, name);
            started.setDaemon(true);
            thread = started;
            return started;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> Loop.guarded(task)); // the executor would keep to itself what it throws
    }

    @Override
    public Timer schedule(Runnable task, long millis) {
        Future<?> due = executor.schedule(() -> Loop.guarded(task), millis, TimeUnit.MILLISECONDS);
        return () -> due.cancel(false);
    }

    @Override
    public long nowMillis() {
        return System.nanoTime() / 1_000_000;
    }

    @Override
    public long dateMillis() {
        return System.currentTimeMillis();
    }
}
