package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.limits.ClientAddress;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.webhook.Webhooks;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a webhook off a public connection, if its first request is one, and answers it as the last thing that is said
 * there; for any other request it goes out of the way. What may not be posted is refused while it comes. The time that
 * it may take is the {@link ArrivalDeadline}'s. Confined to the channel's event loop, for one channel.
 */
final class WebhookHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);

    private final Webhooks webhooks;
    private final SocketPlace place;
    private final Duration linger;
    private final GatewayMetrics metrics;

    /** The request without its body; null: it has not come. */
    private @Nullable Request head;

    /** Where it comes from. */
    private ClientAddress client = ClientAddress.UNKNOWN;

    /** What has come of its body; null: it is not wanted, or no longer. */
    private @Nullable GatheredBody body;

    private boolean answered;

    /** @param linger how long a peer that was refused may go on sending before it is cut off */
    WebhookHandler(Webhooks webhooks, SocketPlace place, Duration linger, GatewayMetrics metrics) {
        this.webhooks = webhooks;
        this.place = place;
        this.linger = linger;
        this.metrics = metrics;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (head == null && message instanceof HttpRequest request && !isWebhook(request)) {
            ctx.fireChannelRead(message);
            ctx.pipeline().remove(this);
            return;
        }
        try {
            if (!answered && message instanceof HttpRequest request && head == null) {
                begin(ctx, request);
            }
            if (head != null && body != null && message instanceof HttpContent content) {
                take(ctx, head, body, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private boolean isWebhook(HttpRequest request) {
        return request.decoderResult().isSuccess() && webhooks.cover(new QueryStringDecoder(request.uri()).rawPath());
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest message) {
        Request request = HttpMessages.head(message);
        head = request;
        client = place.clientOf(message.headers());
        Problem refusal = SingleFields.faultOf(request.repeated());
        if (refusal == null) {
            refusal = webhooks.refusal(request, client);
        }
        if (refusal == null) {
            refusal = BodyHead.faultOf(message);
        }
        if (refusal == null && HttpUtil.getContentLength(message, 0L) > webhooks.maxBodyBytes()) {
            refusal = webhooks.tooLarge(request);
        }
        if (refusal != null) {
            refuse(ctx, refusal);
            return;
        }
        body = new GatheredBody(webhooks.budget(request), webhooks.payer(request), ctx.alloc());
        if (HttpUtil.is100ContinueExpected(message)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void take(ChannelHandlerContext ctx, Request request, GatheredBody into, HttpContent content) {
        ByteBuf bytes = content.content();
        if (!content.decoderResult().isSuccess()) {
            refuse(ctx, Problem.of(400, "Bad Request", "body: its chunks are broken (expected: RFC 9112 section 7.1)"));
        } else if (into.length() + bytes.readableBytes() > webhooks.maxBodyBytes()) {
            refuse(ctx, webhooks.tooLarge(request));
        } else {
            Limit reached = webhooks.keeps(request) ? into.tryAdd(bytes) : into.tryPass(bytes);
            if (reached != null) {
                refuse(ctx, webhooks.noRoom(request, reached));
            } else if (content instanceof LastHttpContent) {
                receive(ctx, request, into);
            }
        }
    }

    private void receive(ChannelHandlerContext ctx, Request request, GatheredBody whole) {
        answered = true;
        body = null; // no longer this handler's to give back: the bytes are in memory until there is an answer
        webhooks.receive(request.withBody(whole.whole(), System.nanoTime()), whole.length(), client)
                .whenComplete((answer, fault) -> {
                    whole.giveBack();
                    answerOnLoop(ctx, answer);
                });
    }

    /** Any thread. */
    private void answerOnLoop(ChannelHandlerContext ctx, Answer answer) {
        try {
            ctx.executor().execute(() -> {
                if (answer.status() < HttpResponseStatus.BAD_REQUEST.code()) {
                    place.giveConnectBack(); // it is signed, and VoIPBin connects anew for each
                }
                answer(ctx, answer).addListener(ChannelFutureListener.CLOSE);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug(
                    "the server has ended before it answered peer={}",
                    ctx.channel().remoteAddress());
        }
    }

    /** The rest of the body is thrown away. */
    private void refuse(ChannelHandlerContext ctx, Problem problem) {
        answered = true;
        forgetBody();
        LingeringClose.after(answer(ctx, problem.toAnswer()), ctx.pipeline(), linger);
    }

    private ChannelFuture answer(ChannelHandlerContext ctx, Answer answer) {
        if (answer.status() >= 400) {
            metrics.refused("public", answer.status());
        }
        FullHttpResponse response = HttpMessages.response(answer);
        response.headers().set(HttpHeaderNames.CONNECTION, "close");
        return ctx.writeAndFlush(response);
    }

    private void forgetBody() {
        if (body != null) {
            body.giveBack();
            body = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        forgetBody();
        ctx.fireChannelInactive();
    }
}
