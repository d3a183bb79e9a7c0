package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.EventShape;
import dev.ringdown.event.Quoted;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.message.QueriedPosition;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Session;
import dev.ringdown.session.Transport;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Upgrades a connection to a WebSocket. Confined to the channel's event loop, for one request. */
final class WebSocketOpening implements Opening {
    private final FullHttpRequest request;
    private final NodeSessions sessions;
    private final HandshakeOptions options;
    private final Framing framing;
    private final GatewayMetrics metrics;

    /** In which events are to come; decided on by {@link #fault}. */
    private EventShape shape = EventShape.CLOUDEVENTS;

    WebSocketOpening(
            FullHttpRequest request,
            NodeSessions sessions,
            HandshakeOptions options,
            Framing framing,
            GatewayMetrics metrics) {
        this.request = request;
        this.sessions = sessions;
        this.options = options;
        this.framing = framing;
        this.metrics = metrics;
    }

    @Override
    public @Nullable Problem fault() {
        Problem fault = HandshakeCheck.faultOf(request, options.paths());
        if (fault != null) {
            return fault;
        }
        String position = positionFaultOf(request);
        if (position != null) {
            return Problem.of(400, "Bad Request", position);
        }
        SocketShape decided = SocketShape.of(request, options.eventShape());
        shape = decided.shape();
        return decided.fault() == null ? null : Problem.of(400, "Bad Request", decided.fault());
    }

    /** A position that nobody looks at would be a resume that misses events in silence. */
    private static @Nullable String positionFaultOf(FullHttpRequest request) {
        QueriedPosition queried = QueriedPosition.of(new QueryStringDecoder(request.uri()).parameters());
        return queried.name() == null
                ? null
                : Quoted.of(queried.name())
                        + ": a position in the address of a WebSocket (expected: after, in a subscribe" + " message)";
    }

    @Override
    public @Nullable Problem faultFor(Identity identity) {
        return null; // what it asks for is said over the WebSocket
    }

    @Override
    public Answer refusal(Problem problem) {
        return problem.toAnswer();
    }

    @Override
    public Session open(
            ChannelHandlerContext ctx, Identity identity, String address, ConnectionLimits.Admitted admitted) {
        String deflate = framing.agreeOnDeflate(request.headers());
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshaker13(
                null, Subprotocols.RINGDOWN + ',' + Subprotocols.CLOUDEVENTS, framing.decoding(deflate != null));
        String subprotocol = Subprotocols.agreed(request.headers());
        Subprotocols.prepare(request.headers());
        // What is asked for among others is found by HandshakeCheck, and Netty wants it alone.
        request.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        handshaker.handshake(ctx.channel(), request, extensionHeaders(deflate), ctx.newPromise());
        ctx.pipeline().remove(WebSocket13FrameEncoder.class); // frames are written as bytes

        WebSocketConnection connection = new WebSocketConnection(
                ctx.channel(),
                requireNonNull(ctx.pipeline().context(WebSocket13FrameDecoder.class), "decoder"),
                options.closeTimeout(),
                new Peer(
                        address,
                        UserAgents.of(request.headers()),
                        Transport.WEBSOCKET,
                        subprotocol,
                        deflate != null,
                        shape));
        IncomingMessages messages = new IncomingMessages(
                admitted.account(),
                options,
                deflate == null ? null : sessions.inflaterOf(ctx.channel().eventLoop()));
        boolean notices = Subprotocols.RINGDOWN.equals(subprotocol);
        Session session = sessions.of(ctx.channel().eventLoop())
                .open(UUID.randomUUID().toString(), identity, connection, notices, admitted.account());
        ctx.pipeline().addLast(new SessionHandler(session, connection, admitted, messages, metrics));
        return session;
    }

    private static HttpHeaders extensionHeaders(@Nullable String deflate) {
        return deflate == null
                ? EmptyHttpHeaders.INSTANCE
                : DefaultHttpHeadersFactory.headersFactory()
                        .newHeaders()
                        .set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, deflate);
    }
}
