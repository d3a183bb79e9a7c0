package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Answer;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.session.SessionOptions;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What may be opened at the public port, and where. Immutable, thread-safe. */
public final class Openings {
    private final HandshakeOptions options;
    private final Framing framing;

    /** How long a peer that cannot answer pings may acknowledge nothing. */
    private final Duration patience;

    private final NodeSessions sessions;
    private final Origins origins;
    private final GatewayMetrics metrics;

    public Openings(
            HandshakeOptions options,
            SessionOptions sessionOptions,
            NodeSessions sessions,
            Origins origins,
            GatewayMetrics metrics) {
        this.options = requireNonNull(options, "options");
        this.framing = new Framing(options);
        this.patience = sessionOptions.stalled().plus(sessionOptions.pongTimeout());
        this.sessions = requireNonNull(sessions, "sessions");
        this.origins = requireNonNull(origins, "origins");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Whether something may be opened at this path. */
    boolean cover(String path) {
        return options.paths().contains(path) || path.equals(HandshakeOptions.EVENT_STREAM_PATH);
    }

    /** The answer to a browser that asks whether a page may open something; null if the request does not. */
    @Nullable
    Answer preflight(FullHttpRequest request) {
        return Preflight.isOne(request) && asksForStream(request) ? Preflight.answer(request, origins) : null;
    }

    private static boolean asksForStream(FullHttpRequest request) {
        return new QueryStringDecoder(request.uri()).rawPath().equals(HandshakeOptions.EVENT_STREAM_PATH);
    }

    /** What a request asks for, on this loop; a WebSocket if nothing else. */
    Opening of(FullHttpRequest request, EventLoop loop) {
        return asksForStream(request)
                ? new EventStreamOpening(request, sessions.of(loop), options.closeTimeout(), patience, origins, metrics)
                : new WebSocketOpening(request, sessions, options, framing, metrics);
    }
}
