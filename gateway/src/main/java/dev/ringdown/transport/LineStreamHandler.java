package dev.ringdown.transport;

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
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Takes streams of lines out of the requests of an internal connection and answers them as they come; everything else
 * passes. When too many lines are unanswered, or the publisher does not read the answers, nothing more is read from it.
 * Confined to the channel's event loop, for one channel.
 */
final class LineStreamHandler extends ChannelInboundHandlerAdapter {
    private static final String PATH = "/v1.0/events";
    private static final String NDJSON = "application/x-ndjson";

    private final PublishEndpoint endpoint;
    private final RequestHandler requests;
    private final BodyBudget bodies;
    private final int maxUnanswered;

    private @Nullable LineStream stream;
    private boolean keepAlive;
    private boolean discarding;
    private boolean ending;
    private int unanswered;

    /** Answers of this turn of the loop, which leave together; null while there are none. */
    private @Nullable ByteBuf answers;

    /** What came behind a stream that is not answered to its end yet; nothing more is read meanwhile. */
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
        if (ending) {
            held.add(message);
            return;
        }
        if (stream == null && !discarding && message instanceof HttpRequest request && isStream(request)) {
            begin(ctx, request);
        }
        if (discarding) {
            ReferenceCountUtil.release(message);
        } else if (stream != null) {
            take(ctx, stream, message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    /** Whether a request is a stream of lines, as far as its head tells. */
    static boolean isStream(HttpRequest request) {
        String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        return request.decoderResult().isSuccess()
                && request.method().equals(HttpMethod.POST)
                && type.regionMatches(true, 0, NDJSON, 0, NDJSON.length())
                && new QueryStringDecoder(request.uri()).rawPath().equals(PATH);
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        if (!requests.isIdle()) {
            refuse(ctx, Problem.of(400, "Bad Request", "a stream of lines behind requests that are not answered yet"));
            return;
        }
        Request head = HttpMessages.head(request);
        LineStream opened = endpoint.stream(head, bodies, sink(ctx));
        if (opened == null) {
            discarding = true; // until the connection ends with the answer
            endpoint.publish(head).whenComplete((answer, failure) -> {
                Problem unknown = Problem.of(500, "Internal Server Error", "the log of the server has the reason");
                close(ctx, HttpMessages.response(failure == null ? answer : unknown.toAnswer()));
            });
            return;
        }
        stream = opened;
        keepAlive = HttpUtil.isKeepAlive(request);
        if (HttpUtil.is100ContinueExpected(request)) {
            ctx.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, NDJSON);
        HttpUtil.setTransferEncodingChunked(response, true);
        HttpUtil.setKeepAlive(response, keepAlive);
        ctx.writeAndFlush(response);
    }

    private void refuse(ChannelHandlerContext ctx, Problem problem) {
        discarding = true;
        close(ctx, HttpMessages.response(problem.toAnswer()));
    }

    private static void close(ChannelHandlerContext ctx, FullHttpResponse response) {
        HttpUtil.setKeepAlive(response, false);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
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
        ctx.channel().config().setAutoRead(true);
        while (!ending && !held.isEmpty()) {
            channelRead(ctx, held.remove());
        }
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
