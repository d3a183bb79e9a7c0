package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.BodyBudget;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.PublishEndpoint;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The internal port: publishing, health and metrics, on an event loop of its own so that decoding events does not hold
 * up sessions. Thread-safe.
 */
public final class InternalEndpoint implements AutoCloseable {
    /** How many requests may be under way is for {@link RequestHandler} to say, not for the codec. */
    private static final HttpDecoderConfig DECODING = new HttpDecoderConfig()
            .setMaxInitialLineLength(32 * 1024)
            .setMaxHeaderSize(32 * 1024)
            .setMaxChunkSize(64 * 1024);

    /**
     * Small: what is decoded of one reading has to be kept when its peer does not take the answers, and others wait meanwhile.
     * The first one is smaller still, since a few kilobytes may be a hundred requests; who sends a lot soon has larger ones.
     */
    private static final int FIRST_READ_BYTES = 2 * 1024;

    private static final int READ_BYTES = 16 * 1024;

    /**
     * Answers are short. Without a bound the system takes megabytes of them for each peer that does not read, all of which are
     * made and copied on the one loop of this port.
     */
    private static final int SEND_BUFFER_BYTES = 64 * 1024;

    private final Routes routes;
    private final PublishEndpoint lineStreams;
    private final HostNames hosts;
    private final InternalOptions options;
    private final BodyBudget bodies;
    private final Executor largeBodies;
    private final GatewayMetrics metrics;
    private final RequestDeadlines.Times times;
    private final Port port;

    /**
     * @param lineStreams takes streams of lines, which have no end to wait for
     * @param hosts by which names it may be called
     * @param largeBodies where they are read, so that others do not wait: of each connection one at a time
     */
    public InternalEndpoint(
            Routes routes,
            PublishEndpoint lineStreams,
            HostNames hosts,
            InternalOptions options,
            Executor largeBodies,
            GatewayMetrics metrics) {
        this.lineStreams = requireNonNull(lineStreams, "lineStreams");
        this.routes = requireNonNull(routes, "routes");
        this.hosts = requireNonNull(hosts, "hosts");
        this.options = requireNonNull(options, "options");
        this.largeBodies = requireNonNull(largeBodies, "largeBodies");
        this.metrics = requireNonNull(metrics, "metrics");
        this.bodies = new BodyBudget(options.bodies(), metrics);
        Port.Sockets sockets = new Port.Sockets(
                NetUtil.SOMAXCONN,
                new AdaptiveRecvByteBufAllocator(FIRST_READ_BYTES, FIRST_READ_BYTES, READ_BYTES)
                        .maxMessagesPerRead(1), // then it is the next socket's turn
                new WriteBufferWaterMark(options.maxAnswerBytes() / 2, options.maxAnswerBytes()),
                SEND_BUFFER_BYTES,
                0);
        Entrance entrance = new Entrance(
                new WaitingSockets(options.sockets(), metrics),
                null,
                new TrustedProxies(List.of()),
                new Entrance.Deadline(options.headTimeout(), Limit.HEAD_TIMEOUT),
                null,
                metrics);
        this.port = new Port("internal.port", "internal", 1, sockets, entrance);
        this.times = new RequestDeadlines.Times(options.headTimeout(), options.bodyTimeout());
    }

    /**
     * Listens.
     *
     * @param address port 0 takes a free one
     * @return where it listens
     * @throws IOException the address cannot be had; the message says what to do
     */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        return port.listen(address, this::converse);
    }

    private void converse(ChannelPipeline pipeline) {
        RequestHandler requests = new RequestHandler(
                routes, options.maxPipelined(), options.maxAnswerBytes(), new RequestTurns(largeBodies), metrics);
        SocketPlace place = requireNonNull(pipeline.get(SocketPlace.class), "place");
        pipeline.addLast(
                new StalledPeer(options.stalled(), metrics),
                new HttpServerCodec(DECODING, Integer.MAX_VALUE),
                RequestTarget.OF_EACH,
                new RequestDeadlines(times, place, requests, metrics),
                new FlowControlHandler(),
                HostCheck.ofEach(hosts, requests),
                new LineStreamHandler(lineStreams, requests, bodies, options.maxStreamLines()),
                new RequestReader(routes, requests, bodies, options.maxBodyBytes(), metrics),
                requests);
    }

    /** Takes no further connections; those that are open stay so until {@link #close}. */
    public void stopListening() {
        port.stopListening();
    }

    @Override
    public void close() {
        port.close(Duration.ofSeconds(1));
    }
}
