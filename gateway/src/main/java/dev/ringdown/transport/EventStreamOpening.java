package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.EventShape;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.message.ServerMessages;
import dev.ringdown.message.StreamFault;
import dev.ringdown.message.StreamReading;
import dev.ringdown.message.StreamRequest;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.session.LoopSessions;
import dev.ringdown.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Answers a request with an event stream, chunked. Confined to the channel's event loop, for one request. */
final class EventStreamOpening implements Opening {
    private static final String CONTENT_TYPE = "text/event-stream";

    /** The close code for whatever passes (RFC 6455's registry). */
    private static final int TRY_AGAIN_LATER = 1013;

    private static final long RETRY_AFTER_SECONDS = 1;

    private static final String LAST_EVENT_ID = "last-event-id";

    private final FullHttpRequest request;
    private final LoopSessions sessions;
    private final Duration closeTimeout;
    private final Duration patience;
    private final Origins origins;
    private final GatewayMetrics metrics;

    /** What was asked for; null until {@link #fault} has nothing against it. */
    private @Nullable StreamRequest asked;

    /**
     * @param sessions of the channel's event loop
     * @param closeTimeout how long a closing connection may linger
     * @param patience how long the peer, which cannot answer pings, may acknowledge nothing
     */
    EventStreamOpening(
            FullHttpRequest request,
            LoopSessions sessions,
            Duration closeTimeout,
            Duration patience,
            Origins origins,
            GatewayMetrics metrics) {
        this.request = request;
        this.sessions = sessions;
        this.closeTimeout = closeTimeout;
        this.patience = patience;
        this.origins = origins;
        this.metrics = metrics;
    }

    @Override
    public @Nullable Problem fault() {
        Problem notHttp = HandshakeCheck.notHttp(request);
        if (notHttp != null) {
            return notHttp;
        }
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
            metrics.limitReached(fault.limit());
        }
        Problem problem = switch (fault.kind()) {
            case MALFORMED -> Problem.of(400, "Bad Request", fault.reason());
            case FORBIDDEN -> Problem.of(403, "Forbidden", fault.reason());
            case UNAVAILABLE ->
                Problem.of(503, "Service Unavailable", fault.reason()).retryAfterSeconds(RETRY_AFTER_SECONDS);
        };
        return fault.limit() == null ? problem : problem.withLimit(fault.limit());
    }

    /**
     * A browser takes any status but 200 for the end, and never comes back (HTML, section 9.2.3). So where it should, it gets
     * a stream that tells it when, and is over.
     */
    @Override
    public Answer refusal(Problem problem) {
        Long waitSeconds = problem.retryAfterSeconds();
        if (waitSeconds == null || !request.headers().containsValue(HttpHeaderNames.ACCEPT, CONTENT_TYPE, true)) {
            Answer answer = problem.toAnswer();
            return new Answer(answer.status(), answer.contentType(), answer.body(), headers(answer.headers()));
        }
        long reconnectMillis = TimeUnit.SECONDS.toMillis(waitSeconds)
                + EventStreamConnection.firstReconnectMillis(UUID.randomUUID().toString());
        byte[] body = EventStreamText.fields(
                ServerMessages.ending(TRY_AGAIN_LATER, problem.detail(), reconnectMillis),
                asked == null ? EventShape.CLOUDEVENTS : asked.shape(),
                reconnectMillis);
        return new Answer(200, CONTENT_TYPE, body, headers(Map.of()));
    }

    /** The headers of every answer, beside those of one. */
    private Map<String, String> headers(Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Cache-Control", "no-store");
        headers.put("Vary", "Origin");
        headers.putAll(origins.permission(request.headers().get(HttpHeaderNames.ORIGIN)));
        return headers;
    }

    @Override
    public Session open(
            ChannelHandlerContext ctx, Identity identity, String address, ConnectionLimits.Admitted admitted) {
        ctx.write(head());
        // From here on there are only bytes, and what the client may still send has no meaning.
        ctx.pipeline().remove(HttpObjectAggregator.class);
        ctx.pipeline().remove(FirstRequestDecoder.class);
        ctx.pipeline().remove(HttpResponseEncoder.class);
        String id = UUID.randomUUID().toString();
        EventStreamConnection connection = new EventStreamConnection(
                ctx.channel(), closeTimeout, address, UserAgents.of(request.headers()), asked().shape());
        EventStreamConnection.giveUpOnTheDead(ctx.channel(), patience);
        connection.begin(EventStreamConnection.firstReconnectMillis(id));
        Session session = sessions.stream(id, identity, connection, asked(), admitted.account());
        ctx.pipeline().addLast(new EventStreamHandler(session, connection, admitted, metrics));
        return session;
    }

    private HttpResponse head() {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        headers(Map.of()).forEach((name, value) -> head.headers().set(name, value));
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, CONTENT_TYPE)
                .set(HttpHeaderNames.DATE, DateField.now())
                .set("X-Accel-Buffering", "no") // nginx would hold events back until a buffer is full
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        HttpUtil.setTransferEncodingChunked(head, true);
        return head;
    }

    private StreamRequest asked() {
        return requireNonNull(asked, "asked before the request was looked at");
    }
}
