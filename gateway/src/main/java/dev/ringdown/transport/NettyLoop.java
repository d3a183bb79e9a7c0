package dev.ringdown.transport;

import dev.ringdown.fanout.Loop;
import io.netty.util.concurrent.EventExecutor;

/** A Netty event loop as the fan-out sees it. Thread-safe. */
final class NettyLoop implements Loop {
    private final EventExecutor executor;

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

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
