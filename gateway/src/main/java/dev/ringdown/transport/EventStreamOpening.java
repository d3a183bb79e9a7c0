package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Problem;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.session.LoopSessions;
import dev.ringdown.session.Session;
import dev.ringdown.session.StreamFault;
import dev.ringdown.session.StreamReading;
import dev.ringdown.session.StreamRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers a request with an event stream, chunked. Confined to the channel's event loop, for one request. */
final class EventStreamOpening implements Opening {
    static final String PATH = "/v1.0/events/stream";

    private static final String LAST_EVENT_ID = "last-event-id";

    private final PublicEndpoint endpoint;
    private final LoopSessions sessions;
    private final FullHttpRequest request;

    /** What was asked for; null until {@link #fault} has nothing against it. */
    private @Nullable StreamRequest asked;

    /** @param sessions of the channel's event loop */
    EventStreamOpening(PublicEndpoint endpoint, LoopSessions sessions, FullHttpRequest request) {
        this.endpoint = endpoint;
        this.sessions = sessions;
        this.request = request;
    }

    @Override
    public @Nullable Problem fault() {
        if (!request.method().equals(HttpMethod.GET)) {
            return Problem.of(
                            405,
                            "Method Not Allowed",
                            "method: " + request.method().name() + " (expected: GET)")
                    .withHeader("Allow", "GET");
        }
        Problem fault = HandshakeCheck.httpFaultOf(request);
        if (fault != null) {
            return fault;
        }
        StreamReading reading = sessions.read(
                new QueryStringDecoder(request.uri()).parameters(),
                request.headers().get(LAST_EVENT_ID));
        if (reading instanceof StreamFault unreadable) {
            return problem(unreadable);
        }
        asked = (StreamRequest) reading;
        return null;
    }

    @Override
    public @Nullable Problem faultFor(Identity identity) {
        StreamFault fault = sessions.faultOf(asked(), identity);
        return fault == null ? null : problem(fault);
    }

    private Problem problem(StreamFault fault) {
        if (fault.limit() != null) {
            endpoint.metrics().limitReached(fault.limit());
        }
        return fault.forbidden()
                ? Problem.of(403, "Forbidden", fault.reason())
                : Problem.of(400, "Bad Request", fault.reason());
    }

    @Override
    public Session open(ChannelHandlerContext ctx, Identity identity, ConnectionLimits.Admitted admitted) {
        ctx.write(head());
        // From here on there are only bytes, and what the client may still send has no meaning.
        ctx.pipeline().remove(HttpObjectAggregator.class);
        ctx.pipeline().remove(HttpServerCodec.class);
        String id = UUID.randomUUID().toString();
        EventStreamConnection connection =
                new EventStreamConnection(ctx.channel(), endpoint.options().closeTimeout());
        connection.begin(EventStreamConnection.firstReconnectMillis(id));
        Session session = sessions.stream(id, identity, connection, asked());
        ctx.pipeline().addLast(new EventStreamHandler(session, connection, admitted, endpoint.metrics()));
        return session;
    }

    private HttpResponse head() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Accel-Buffering", "no") // nginx would hold events back until a buffer is full
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        endpoint.origins().allow(request.headers(), head.headers());
        HttpUtil.setTransferEncodingChunked(head, true);
        return head;
    }

    private StreamRequest asked() {
        return requireNonNull(asked, "asked before the request was looked at");
    }
}
