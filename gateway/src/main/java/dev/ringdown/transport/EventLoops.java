package dev.ringdown.transport;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** Makes event loops of the best kind that the machine has: epoll on Linux, the JDK's selectors elsewhere. */
final class EventLoops {
    /** Sockets that a loop reads from before it does what waits for it; those that are left come next. */
    private static final int SOCKETS_AT_A_TIME = 64;

    private EventLoops() {}

    /** Loads the native library of the loops, if there is one for this system; any thread. */
    static void loadLibrary() {
        Epoll.isAvailable();
    }

    static MultiThreadIoEventLoopGroup of(String name, int threads) {
        IoHandlerFactory factory = Epoll.isAvailable()
                ? EpollIoHandler.newFactory(SOCKETS_AT_A_TIME, DefaultSelectStrategyFactory.INSTANCE)
                : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), factory);
    }

    static Class<? extends ServerSocketChannel> serverChannel() {
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }
}
