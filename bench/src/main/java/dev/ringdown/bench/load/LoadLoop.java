package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.ReadBuffer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** One thread of load: an event loop, and how it connects. Thread-safe. */
public final class LoadLoop implements AutoCloseable {
    /** Fewer than a loopback address has ephemeral ports. */
    private static final int CONNECTIONS_PER_SOURCE = 20_000;

    /** What the system holds for a slow reader, as reads of it; by itself it would hold megabytes. */
    private static final int READS_THAT_WAIT = 4;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final ReadBuffer readBuffer;

    public LoadLoop(String name) {
        this(name, ReadBuffer.USUAL_BYTES);
    }

    /**
     * One of slow readers, for whom the system keeps little.
     *
     * @param bytesPerRead that a connection takes from its socket at a time
     */
    public static LoadLoop ofSlowReaders(String name, int bytesPerRead) {
        LoadLoop loop = new LoadLoop(name, bytesPerRead);
        loop.bootstrap.option(ChannelOption.SO_RCVBUF, READS_THAT_WAIT * bytesPerRead);
        return loop;
    }

    private LoadLoop(String name, int bytesPerRead) {
        readBuffer = new ReadBuffer(bytesPerRead);
        boolean epoll = Epoll.isAvailable();
        group = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory(name, true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        loop = group.next();
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, readBuffer);
        if (epoll) {
            bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
    }

    public EventLoop loop() {
        return loop;
    }

    /**
     * Begins to connect.
     *
     * @param number of the connection: to a server on this machine 20,000 each come from an address of their own
     */
    ChannelFuture connect(InetSocketAddress to, int number, ChannelHandler handler) {
        Bootstrap one = bootstrap.clone().handler(handler);
        boolean loopback = to.getAddress() != null && to.getAddress().isLoopbackAddress();
        return loopback && Epoll.isAvailable()
                ? one.connect(to, new InetSocketAddress("127.0.0." + (2 + number / CONNECTIONS_PER_SOURCE), 0))
                : one.connect(to);
    }

    /** Does something on the loop and waits for it. */
    public <T> T call(Callable<T> work) throws IOException, InterruptedException {
        try {
            return loop.submit(work).get();
        } catch (ExecutionException e) {
            throw new IOException("cannot go on: " + e.getCause(), e.getCause());
        }
    }

    /** Does something on the loop and waits for it. */
    public void run(Runnable work) throws IOException, InterruptedException {
        call(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public void close() {
        if (group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS)) {
            readBuffer.release();
        }
    }
}
