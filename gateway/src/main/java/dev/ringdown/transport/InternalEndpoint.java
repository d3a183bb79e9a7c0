package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.publish.PublishEndpoint;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

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

    private final Routes routes;
    private final PublishEndpoint lineStreams;
    private final int maxStreamLines;
    private final int maxBodyBytes;
    private final int maxPending;
    private final GatewayMetrics metrics;
    private final Port port = new Port("internal.port", "internal", 1, Port.Sockets.ORDINARY, null);

    /**
     * @param lineStreams takes streams of lines, which have no end to wait for
     * @param maxStreamLines lines of one stream that may be unanswered, at which nothing more is read of it
     * @param maxBodyBytes the largest body of a request
     * @param maxPending requests of one connection that may be under way
     */
    public InternalEndpoint(
            Routes routes,
            PublishEndpoint lineStreams,
            int maxBodyBytes,
            int maxPending,
            int maxStreamLines,
            GatewayMetrics metrics) {
        this.lineStreams = requireNonNull(lineStreams, "lineStreams");
        this.maxStreamLines = maxStreamLines;
        this.routes = requireNonNull(routes, "routes");
        this.maxBodyBytes = maxBodyBytes;
        this.maxPending = maxPending;
        this.metrics = requireNonNull(metrics, "metrics");
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
        RequestHandler requests = new RequestHandler(routes, maxPending, metrics);
        pipeline.addLast(
                new HttpServerCodec(DECODING, Integer.MAX_VALUE),
                new LineStreamHandler(lineStreams, requests, maxStreamLines),
                new RequestAggregator(maxBodyBytes, requests, metrics),
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
