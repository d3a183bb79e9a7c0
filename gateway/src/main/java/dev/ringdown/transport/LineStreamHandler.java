package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.publish.LineStream;
import dev.ringdown.publish.PublishEndpoint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes streams of lines out of the requests of an internal connection and answers them as they come; everything else
 * passes. When too many lines are unanswered, or the publisher does not read the answers, nothing more is read from it.
 * Confined to the channel's event loop, for one channel.
 */
final class LineStreamHandler extends ChannelInboundHandlerAdapter {
    private static final String PATH = "/v1.0/events";

    /** The names under which it is known; nobody has registered one. */
    private static final List<String> TYPES =
            List.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");

    private static final String ANSWERED_AS = TYPES.get(0);

    /** How long a peer may take to hear why it may not. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final PublishEndpoint endpoint;
    private final RequestHandler requests;
    private final BodyBudget bodies;
    private final int maxUnanswered;

    private @Nullable LineStream stream;
    private boolean keepAlive;
    private boolean discarding;

    /** A stream has come to its end, and is not answered to it yet. */
    private boolean ending;

    /** A stream has come behind requests that are not answered yet. */
    private boolean waiting;

    private int unanswered;

    /** Answers of this turn of the loop, which leave together; null while there are none. */
    private @Nullable ByteBuf answers;

    /** What came behind what is to be answered first; nothing more is read meanwhile. */
    private final ArrayDeque<Object> held = new ArrayDeque<>(0);

    /**
     * @param bodies what may be under way of lines
     * @param maxUnanswered lines that may be unanswered, at which nothing more is read
     */
    LineStreamHandler(PublishEndpoint endpoint, RequestHandler requests, BodyBudget bodies, int maxUnanswered) {
        this.endpoint = endpoint;
        this.requests = requests;
        this.bodies = bodies;
        this.maxUnanswered = maxUnanswered;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isHolding() || !held.isEmpty()) {
            held.add(message);
        } else {
            handle(ctx, message);
        }
    }

    private boolean isHolding() {
        return ending || waiting;
    }

    private void handle(ChannelHandlerContext ctx, Object message) {
        if (stream == null && !discarding && message instanceof HttpRequest request && isStream(request)) {
            if (!requests.isIdle()) {
                waiting = true; // answers come in the order of the requests (RFC 9112 section 9.3.2)
                held.addFirst(message);
                ctx.channel().config().setAutoRead(false);
                requests.whenIdle(() -> goOn(ctx));
                return;
            }
            begin(ctx, request);
        }
        if (discarding) {
            ReferenceCountUtil.release(message);
        } else if (stream == null) {
            ctx.fireChannelRead(message);
        } else if (message == ChannelInputShutdownEvent.INSTANCE) {
            ctx.close(); // in the middle of its body
        } else {
            take(ctx, stream, message);
        }
    }

    /** Goes on with what was held, and then with what is read. */
    private void goOn(ChannelHandlerContext ctx) {
        waiting = false;
        while (!isHolding() && !held.isEmpty()) {
            handle(ctx, held.remove());
        }
        if (stream != null) {
            readOrWait(ctx);
        } else if (!isHolding() && !requests.isPaused()) {
            ctx.channel().config().setAutoRead(true);
        }
    }

    /** Whether a request is a stream of lines, as far as its head tells. */
    static boolean isStream(HttpRequest request) {
        return request.decoderResult().isSuccess()
                && request.method().equals(HttpMethod.POST)
                && isLines(request.headers().get(HttpHeaderNames.CONTENT_TYPE, ""))
                && new QueryStringDecoder(request.uri()).rawPath().equals(PATH);
    }

    private static boolean isLines(String contentType) {
        for (String type : TYPES) {
            if (contentType.regionMatches(true, 0, type, 0, type.length())
                    && (contentType.length() == type.length()
                            || "; \t".indexOf(contentType.charAt(type.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        Request head = HttpMessages.head(request);
        Problem fault = SingleFields.faultOf(head.repeated());
        if (fault != null) {
            refuse(ctx, fault.toAnswer());
            return;
        }
        LineStream opened = endpoint.stream(head, bodies, sink(ctx));
        if (opened == null) {
            discarding = true; // until the connection ends with the answer
            endpoint.publish(head)
                    .whenComplete((answer, failure) -> ctx.executor()
                            .execute(() -> refuse(
                                    ctx,
                                    failure == null
                                            ? answer
                                            : Problem.of(
                                                            500,
                                                            "Internal Server Error",
                                                            "the log of the server has the reason")
                                                    .toAnswer())));
            return;
        }
        fault = BodyHead.faultOf(request);
        if (fault != null) {
            refuse(ctx, fault.toAnswer());
            return;
        }
        stream = opened;
        boolean mayBeChunked = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
        keepAlive = mayBeChunked && HttpUtil.isKeepAlive(request);
        if (HttpUtil.is100ContinueExpected(request)) {
            ctx.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, ANSWERED_AS).set(HttpHeaderNames.DATE, DateField.now());
        HttpUtil.setTransferEncodingChunked(
                response, mayBeChunked); // else it ends with the connection (RFC 9112 section 6.1)
        HttpUtil.setKeepAlive(response, keepAlive);
        ctx.writeAndFlush(response);
    }

    private void refuse(ChannelHandlerContext ctx, Answer answer) {
        discarding = true;
        FullHttpResponse response = HttpMessages.response(answer);
        HttpUtil.setKeepAlive(response, false);
        LingeringClose.after(ctx.writeAndFlush(response), ctx.pipeline(), LINGER);
    }

    private void take(ChannelHandlerContext ctx, LineStream open, Object message) {
        try {
            if (message instanceof HttpContent content) {
                unanswered += open.offer(ByteBufUtil.getBytes(content.content()), System.nanoTime());
            }
            if (message instanceof LastHttpContent) {
                ending = true;
                unanswered += open.end(System.nanoTime());
            }
            readOrWait(ctx);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private LineStream.Sink sink(ChannelHandlerContext ctx) {
        return new LineStream.Sink() {
            @Override
            public void answers(byte[] lines, int count) {
                ctx.executor().execute(() -> gather(ctx, lines, count));
            }

            @Override
            public void ended() {
                ctx.executor().execute(() -> end(ctx));
            }
        };
    }

    /** The answers that are due already are written together, behind the tasks that bring them. */
    private void gather(ChannelHandlerContext ctx, byte[] lines, int count) {
        unanswered -= count;
        if (answers == null) {
            answers = ctx.alloc().buffer(lines.length);
            ctx.executor().execute(() -> writeAnswers(ctx));
        }
        answers.writeBytes(lines);
    }

    private void writeAnswers(ChannelHandlerContext ctx) {
        ByteBuf gathered = answers;
        if (gathered != null) {
            answers = null;
            ctx.writeAndFlush(new DefaultHttpContent(gathered));
            readOrWait(ctx);
        }
    }

    private void end(ChannelHandlerContext ctx) {
        writeAnswers(ctx);
        stream = null;
        var written = ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        ending = false;
        goOn(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        if (stream != null) {
            stream.abandon();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (stream != null) {
            readOrWait(ctx);
        }
        ctx.fireChannelWritabilityChanged();
    }

    private void readOrWait(ChannelHandlerContext ctx) {
        ctx.channel()
                .config()
                .setAutoRead(
                        !ending && unanswered < maxUnanswered && ctx.channel().isWritable());
    }
}
