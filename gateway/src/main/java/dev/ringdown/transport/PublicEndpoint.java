package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.auth.Authenticator;
import dev.ringdown.catchup.SharedReads;
import dev.ringdown.contract.ContractDocuments;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.http.Site;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.log.LiveTail;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.LoopSessions;
import dev.ringdown.session.SessionOptions;
import dev.ringdown.session.TokenProver;
import dev.ringdown.topic.TopicParser;
import dev.ringdown.webhook.Webhooks;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public port: event loops, and on each the sessions of the connections that it accepted. Thread-safe: started,
 * drained and closed by the server, asked by its handlers.
 */
public final class PublicEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublicEndpoint.class);
    private static final int MAX_BODY_BYTES = 8192; // only webhooks have one; this is for the answer to be a problem
    private static final int BACKLOG = 4096;
    private static final int READ_BYTES = 2048; // clients say little; more is read in several turns

    private final Authenticator authenticator;
    private final Executor authExecutor;
    private final Origins origins;
    private final ClientAddress clientAddress;
    private final CookieRule cookies;
    private final ConnectionLimits limits;
    private final HandshakeOptions options;
    private final GatewayMetrics metrics;
    private final @Nullable SslContext tls;
    private final @Nullable Deflate deflate;

    // One object each for all connections.
    private final ChannelFutureListener countingClosed;
    private final WebSocketDecoderConfig plainFrames;
    private final WebSocketDecoderConfig extendedFrames;

    private final MultiThreadIoEventLoopGroup loops;
    private final Map<EventExecutor, LoopSessions> sessionsByLoop = new IdentityHashMap<>();
    private final AtomicInteger handshakes = new AtomicInteger();
    private final ContractDocuments contract = ContractDocuments.load();
    private final Duration patience;
    private final List<Site> sites;
    private final Webhooks webhooks;

    private volatile boolean draining;
    private @Nullable Channel listener;

    /**
     * @param authExecutor where the authenticator may block; refuses when it is full
     * @param tls null for plain TCP
     * @param sites what this port serves to browsers besides the contract
     * @param webhooks what may be posted to it
     * @param loopCount event loops, each a thread
     */
    public PublicEndpoint(
            Authenticator authenticator,
            Executor authExecutor,
            Origins origins,
            ClientAddress clientAddress,
            ConnectionLimits limits,
            HandshakeOptions options,
            SessionOptions sessionOptions,
            SharedReads reads,
            TopicParser topicParser,
            GatewayMetrics metrics,
            Clock clock,
            @Nullable SslContext tls,
            int loopCount,
            List<Site> sites,
            Webhooks webhooks) {
        this.authenticator = requireNonNull(authenticator, "authenticator");
        this.authExecutor = requireNonNull(authExecutor, "authExecutor");
        this.origins = requireNonNull(origins, "origins");
        this.clientAddress = requireNonNull(clientAddress, "clientAddress");
        this.cookies = new CookieRule(origins, clientAddress);
        this.limits = requireNonNull(limits, "limits");
        this.options = requireNonNull(options, "options");
        this.metrics = requireNonNull(metrics, "metrics");
        this.tls = tls;
        this.sites = List.copyOf(sites);
        this.webhooks = requireNonNull(webhooks, "webhooks");
        this.deflate = options.compression() ? new Deflate(options.maxMessageBytes()) : null;
        this.countingClosed = closed -> metrics.connectionClosed();
        this.plainFrames = WebSocketOpening.decoderConfig(options.maxMessageBytes(), false);
        this.extendedFrames = WebSocketOpening.decoderConfig(options.maxMessageBytes(), true);
        this.patience = sessionOptions.stalled().plus(sessionOptions.pongTimeout());
        this.loops = EventLoops.of("loop", loopCount);
        LiveTail tail = reads.log().tail();
        TokenProver tokens = new SessionTokens(authenticator, authExecutor, metrics);
        for (EventExecutor loop : loops) {
            LoopRouter router = new LoopRouter(
                    new NettyLoop(loop),
                    tail,
                    SocketFrames.encoder(options.compression() ? new TextDeflater() : null),
                    metrics);
            LoopSessions sessions =
                    new LoopSessions(router, reads, sessionOptions, tokens, topicParser, metrics, clock);
            sessionsByLoop.put(loop, sessions);
            tail.follow(router::wake);
            Sweeping.everySecond(loop, sessions);
        }
    }

    /** Loads the native library of the event loops, which making an endpoint does otherwise; any thread. */
    public static void loadLibrary() {
        EventLoops.loadLibrary();
    }

    /**
     * Listens.
     *
     * @param address port 0 takes a free one
     * @return where it listens
     * @throws IOException the address cannot be had; the message says what to do
     */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(EventLoops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(options.outboundBytes() / 2, options.outboundBytes()))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        initialise(channel);
                    }
                });
        listener = Listening.on(bootstrap, address, "server.port");
        return (InetSocketAddress) listener.localAddress();
    }

    private void initialise(Channel channel) {
        metrics.connectionOpened();
        channel.closeFuture().addListener(countingClosed);
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(
                        new HandshakeDeadline(options.handshakeTimeout()),
                        new HttpServerCodec(options.maxRequestBytes(), options.maxRequestBytes(), MAX_BODY_BYTES));
        if (!webhooks.isEmpty()) {
            channel.pipeline().addLast(new WebhookHandler(webhooks, options.closeTimeout(), metrics));
        }
        channel.pipeline().addLast(new HttpObjectAggregator(MAX_BODY_BYTES), new HandshakeHandler(this));
    }

    /**
     * Refuses new connections and tells the sessions to come back elsewhere.
     *
     * @param reconnectMillis asked for each session, so that they do not all come back at once
     */
    public void drain(LongSupplier reconnectMillis) {
        draining = true;
        sessionsByLoop.values().forEach(sessions -> sessions.drain(reconnectMillis));
    }

    /** Closes every session with this reason. */
    public void closeSessions(CloseReason reason) {
        draining = true;
        sessionsByLoop.values().forEach(sessions -> sessions.closeAll(reason));
    }

    /** Stops listening and ends the event loops once their sessions are gone, at the latest after the close timeout. */
    @Override
    public void close() {
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
        long timeoutMillis = options.closeTimeout().toMillis();
        if (!loops.shutdownGracefully(0, timeoutMillis, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(2 * timeoutMillis)) {
            LOG.warn("event loops did not end within {} ms", 2 * timeoutMillis);
        }
    }

    /** Counts a connection that is not upgraded yet; false if there are too many of them. */
    boolean handshakeBegins() {
        boolean taken = handshakes.incrementAndGet() <= options.maxHandshakes();
        if (!taken) {
            metrics.limitReached(Limit.HANDSHAKES);
        }
        return taken;
    }

    /** A connection that {@link #handshakeBegins} counted is upgraded or gone. */
    void handshakeEnds() {
        handshakes.decrementAndGet();
    }

    /** Why nobody is admitted at this time, or null. */
    @Nullable
    Problem unready() {
        if (draining) {
            return Problem.of(503, "Service Unavailable", "this node is draining, connect again")
                    .retryAfterSeconds(1);
        }
        return limits.isFull() ? full() : null;
    }

    /** The compression that is agreed on with a client, or null for none. */
    @Nullable
    WebSocketServerExtension agreeOnDeflate(HttpHeaders headers) {
        return deflate == null ? null : deflate.agree(headers);
    }

    /** The node has as many connections as it may have. */
    static Problem full() {
        return Problem.of(
                        503,
                        "Service Unavailable",
                        "this node has as many connections as it may have (" + Limit.CONNECTIONS + ")")
                .withLimit(Limit.CONNECTIONS)
                .retryAfterSeconds(10);
    }

    /** The sessions of every event loop. */
    public List<LoopSessions> sessions() {
        return List.copyOf(sessionsByLoop.values());
    }

    LoopSessions sessionsOf(EventLoop loop) {
        return requireNonNull(sessionsByLoop.get(loop), "sessions of the loop");
    }

    /** How long a peer that cannot answer pings may acknowledge nothing. */
    Duration patience() {
        return patience;
    }

    /** What is answered to a request that is for a document or a page, or null: it is to be a handshake. */
    @Nullable
    Answer read(Request request) {
        if (contract.has(request.path())) {
            return contract.answer(request);
        }
        for (Site each : sites) {
            if (each.cover(request.path())) {
                return each.answer(request);
            }
        }
        return null;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Executor authExecutor() {
        return authExecutor;
    }

    Origins origins() {
        return origins;
    }

    CookieRule cookies() {
        return cookies;
    }

    ClientAddress clientAddress() {
        return clientAddress;
    }

    ConnectionLimits limits() {
        return limits;
    }

    /** How the frames of a client are read, with an extension agreed on or without. */
    WebSocketDecoderConfig frames(boolean extended) {
        return extended ? extendedFrames : plainFrames;
    }

    HandshakeOptions options() {
        return options;
    }

    GatewayMetrics metrics() {
        return metrics;
    }
}
