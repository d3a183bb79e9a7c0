package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of this node, public or internal: the event loops of its sockets, where it listens, and what stands first in the
 * pipeline of each socket, whatever is spoken over it. Thread-safe: started and closed by the server.
 */
public final class Port {
    private static final Logger LOG = LoggerFactory.getLogger(Port.class);

    /**
     * How the sockets of a port are set up.
     *
     * @param backlog connections that the system may hold until they are accepted
     * @param reading how much is read from a socket at once
     * @param unsent how many bytes may wait for a socket that does not drain
     * @param sendBufferBytes of the system for what a peer has not taken; 0: the system decides, and may take megabytes
     * @param notSentBytes that the system takes beyond what it may send at this time, as far as it can be told so (tcp(7) of Linux);
     *     0: as many as its buffer has room for
     */
    record Sockets(
            int backlog,
            RecvByteBufAllocator reading,
            WriteBufferWaterMark unsent,
            int sendBufferBytes,
            int notSentBytes) {}

    /** For peers to whom TLS says that this is the end, and who do not take it; the loops close them by force. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final String key;
    private final Sockets sockets;
    private final Entrance entrance;
    private final EventLoopGroup loops;

    /** All that are open; who comes once it is closed is closed too. */
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    private @Nullable Channel listener;

    /**
     * A port that does not listen yet.
     *
     * @param key of the configuration, that chooses the port
     * @param threads what the event loops are called, each of them a thread
     * @param entrance what every socket goes through first
     */
    Port(String key, String threads, int loopCount, Sockets sockets, Entrance entrance) {
        this.key = requireNonNull(key, "key");
        this.sockets = requireNonNull(sockets, "sockets");
        this.entrance = requireNonNull(entrance, "entrance");
        this.loops = EventLoops.of(threads, loopCount);
    }

    /** Loads the native library of the event loops, which making a port does otherwise; any thread. */
    public static void loadLibrary() {
        EventLoops.loadLibrary();
    }

    /** The event loops: each socket stays on one of them. */
    Iterable<EventExecutor> loops() {
        return loops;
    }

    /**
     * Listens.
     *
     * @param address port 0 takes a free one
     * @param conversation fills the pipeline of each new socket with what is spoken here
     * @return where it listens
     * @throws IOException the address cannot be had; the message says what to do
     */
    InetSocketAddress listen(InetSocketAddress address, Consumer<ChannelPipeline> conversation) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(EventLoops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, sockets.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true) // who has asked and says no more is still answered
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, sockets.reading())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, sockets.unsent())
                .childOption(ChannelOption.SO_SNDBUF, sockets.sendBufferBytes() == 0 ? null : sockets.sendBufferBytes())
                .childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, notSentBytes())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        open.add(channel);
                        entrance.open(channel.pipeline());
                        conversation.accept(channel.pipeline());
                    }
                });
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String where = address.getHostString() + ":" + address.getPort();
            throw new IOException(
                    "cannot listen on " + where + ": " + bound.cause().getMessage()
                            + " (is another process using it? choose another with --set " + key + "=<port>, 0 for any)",
                    bound.cause());
        }
        listener = bound.channel();
        return (InetSocketAddress) listener.localAddress();
    }

    /** Null: not to be told. */
    private @Nullable Long notSentBytes() {
        return sockets.notSentBytes() == 0 || !Epoll.isAvailable() ? null : (long) sockets.notSentBytes();
    }

    /** How many sockets are open. */
    int openSockets() {
        return open.size();
    }

    /** Takes no further sockets; those that are open stay so. */
    void stopListening() {
        if (listener != null && listener.isOpen()) {
            listener.close().awaitUninterruptibly();
        }
    }

    /**
     * Stops listening, closes what is open and ends the event loops, these at the latest after {@code atMost}. The loops alone
     * would not do: one that is told to end while it carries out tasks ends without having closed its sockets.
     */
    void close(Duration atMost) {
        stopListening();
        long millis = atMost.toMillis();
        if (!open.close().awaitUninterruptibly(Math.min(millis, PATIENCE_MILLIS))) {
            LOG.debug("sockets were not closed within {} ms port={}", PATIENCE_MILLIS, key);
        }
        if (!loops.shutdownGracefully(0, millis, TimeUnit.MILLISECONDS).awaitUninterruptibly(2 * millis)) {
            LOG.warn("event loops did not end within {} ms port={}", 2 * millis, key);
        }
    }
}
