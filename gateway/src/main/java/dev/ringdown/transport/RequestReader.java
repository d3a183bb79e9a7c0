package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.PublishProblems;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of an internal connection. Who pays for a body is known from the head alone; where nobody does, the
 * request is answered by its head, nothing of its body is kept, and the connection ends with the answer. Confined to the
 * channel's event loop, for one channel.
 */
final class RequestReader extends ChannelInboundHandlerAdapter {
    private final Routes routes;
    private final RequestHandler requests;
    private final BodyBudget bodies;
    private final int maxBodyBytes;
    private final GatewayMetrics metrics;

    /** The request whose body comes; null: a head comes next, or nothing that is heard. */
    private @Nullable Request head;

    private boolean keepAlive;

    /** Null: it has none, or nobody pays for it. */
    private @Nullable GatheredBody body;

    /** Nothing more is heard: the connection ends with an answer. */
    private boolean ending;

    /**
     * @param requests answers in their turn
     * @param bodies what may be under way
     */
    RequestReader(Routes routes, RequestHandler requests, BodyBudget bodies, int maxBodyBytes, GatewayMetrics metrics) {
        this.routes = routes;
        this.requests = requests;
        this.bodies = bodies;
        this.maxBodyBytes = maxBodyBytes;
        this.metrics = metrics;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message == ChannelInputShutdownEvent.INSTANCE) {
            forget(); // a request that has not come whole never will
            ctx.fireChannelRead(message);
            return;
        }
        try {
            if (!ending && message instanceof HttpRequest request) {
                begin(ctx, request);
            }
            if (head != null && message instanceof HttpContent content) {
                take(ctx, head, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest message) {
        if (!message.decoderResult().isSuccess()) {
            String cause = String.valueOf(message.decoderResult().cause().getMessage());
            refuse(ctx, Problem.of(400, "Bad Request", "not HTTP: " + cause));
            return;
        }
        Request request = HttpMessages.head(message);
        Problem twice = SingleFields.faultOf(request.repeated());
        if (twice != null) {
            refuse(ctx, twice);
            return;
        }
        keepAlive = HttpUtil.isKeepAlive(message);
        if (!hasBody(message)) {
            head = request;
            return;
        }
        String payer = routes.payer(request);
        if (payer == null) {
            ending = true;
            ctx.fireChannelRead(new WholeRequest(request, false));
            return;
        }
        Problem fault = BodyHead.faultOf(message);
        if (fault != null) {
            refuse(ctx, fault);
        } else if (HttpUtil.getContentLength(message, 0L) > maxBodyBytes) {
            refuse(ctx, tooLarge());
        } else {
            head = request;
            body = new GatheredBody(bodies, payer, ctx.alloc());
            if (HttpUtil.is100ContinueExpected(message)) {
                ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        }
    }

    private static boolean hasBody(HttpRequest message) {
        return HttpUtil.isTransferEncodingChunked(message) || HttpUtil.getContentLength(message, 0L) > 0;
    }

    private void take(ChannelHandlerContext ctx, Request request, HttpContent content) {
        if (!content.decoderResult().isSuccess()) {
            refuse(ctx, Problem.of(400, "Bad Request", "body: its chunks are broken (expected: RFC 9112 section 7.1)"));
            return;
        }
        boolean last = content instanceof LastHttpContent;
        if (body != null && !gather(ctx, body, content, last)) {
            return;
        }
        if (last) {
            GatheredBody gathered = body;
            byte[] whole = gathered == null ? request.body() : gathered.whole();
            ending = !keepAlive;
            body = null; // under way until its route has read it
            head = null;
            ctx.fireChannelRead(new WholeRequest(request.withBody(whole, System.nanoTime()), keepAlive, gathered));
        }
    }

    /** Keeps a piece; false: the request was refused. */
    private boolean gather(ChannelHandlerContext ctx, GatheredBody into, HttpContent piece, boolean last) {
        if (into.length() + (long) piece.content().readableBytes() > maxBodyBytes) {
            refuse(ctx, tooLarge());
            return false;
        }
        if (last) {
            into.addLast(piece.content());
            return true;
        }
        Limit reached = into.tryAdd(piece.content());
        if (reached != null) {
            refuse(ctx, PublishProblems.noRoom(bodies, reached));
        }
        return reached == null;
    }

    private void refuse(ChannelHandlerContext ctx, Problem problem) {
        ending = true;
        forget();
        requests.refuse(requireNonNull(ctx.pipeline().context(requests), "requests"), problem);
    }

    private void forget() {
        if (body != null) {
            body.giveBack();
        }
        body = null;
        head = null;
    }

    private Problem tooLarge() {
        metrics.limitReached(Limit.BATCH_BYTES);
        return Problem.of(
                        413,
                        "Content Too Large",
                        "body: more than " + maxBodyBytes + " bytes (" + Limit.BATCH_BYTES + "); nothing was stored")
                .withLimit(Limit.BATCH_BYTES);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        forget();
        ctx.fireChannelInactive();
    }
}
