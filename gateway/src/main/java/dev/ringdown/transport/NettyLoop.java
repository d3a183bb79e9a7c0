package dev.ringdown.transport;

import dev.ringdown.fanout.Loop;
import dev.ringdown.fanout.Turns;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A Netty event loop as the fan-out sees it. Thread-safe. */
final class NettyLoop implements Loop {
    private final EventExecutor executor;
    private final Turns turns = new Turns(this);

    NettyLoop(EventExecutor executor) {
        this.executor = executor;
    }

    @Override
    public boolean inEventLoop() {
        return executor.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** What is scheduled is only looked at between two looks at the sockets. */
    @Override
    public void executeAfterSockets(Runnable task) {
        executor.schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Turns turns() {
        return turns;
    }

    @Override
    public Runnable after(Duration time, Runnable task) {
        ScheduledFuture<?> scheduled = executor.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
