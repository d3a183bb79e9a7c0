package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one internal connection, in their order (RFC 9112 section 9.3.2), though the answers become
 * known out of order and several requests may be under way. Confined to the channel's event loop, for one channel.
 */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    /** How long a connection that ends may take to hear its last answer. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final class Pending {
        final boolean keepAlive;
        volatile @Nullable Answer answer;

        Pending(boolean keepAlive) {
            this.keepAlive = keepAlive;
        }
    }

    private final Routes routes;
    private final int maxPending;
    private final GatewayMetrics metrics;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final AtomicBoolean writeOffered = new AtomicBoolean();

    /** @param maxPending requests under way at which nothing more is read from the connection */
    RequestHandler(Routes routes, int maxPending, GatewayMetrics metrics) {
        this.routes = routes;
        this.maxPending = maxPending;
        this.metrics = metrics;
    }

    /** Whether every request so far has been answered. */
    boolean isIdle() {
        return pending.isEmpty();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest message) {
        Pending request = new Pending(HttpUtil.isKeepAlive(message));
        pending.add(request);
        if (pending.size() >= maxPending) {
            metrics.limitReached(Limit.PIPELINED_REQUESTS);
            ctx.channel().config().setAutoRead(false);
        }
        if (!message.decoderResult().isSuccess()) {
            String cause = String.valueOf(message.decoderResult().cause().getMessage());
            answered(
                    ctx,
                    request,
                    Problem.of(400, "Bad Request", "not HTTP: " + cause).toAnswer());
            return;
        }
        answer(message).whenComplete((answer, failure) -> {
            if (failure != null) {
                LOG.error("internal error method={} uri={}", message.method(), message.uri(), failure);
            }
            answered(ctx, request, failure == null ? answer : internalError());
        });
    }

    /** Refuses a request that will not come to its end, in its turn; the connection ends with the answer. */
    void refuse(ChannelHandlerContext ctx, Problem problem) {
        Pending request = new Pending(false);
        pending.add(request);
        answered(ctx, request, problem.toAnswer());
    }

    private CompletionStage<Answer> answer(FullHttpRequest message) {
        try {
            return routes.answer(HttpMessages.request(message));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e); // a bug in one route: the requests before it are still answered
        }
    }

    private static Answer internalError() {
        return Problem.of(500, "Internal Server Error", "the log of the server has the reason")
                .toAnswer();
    }

    /** Any thread. */
    private void answered(ChannelHandlerContext ctx, Pending request, Answer answer) {
        request.answer = answer;
        if (writeOffered.compareAndSet(false, true)) {
            ctx.executor().execute(() -> writeAnswers(ctx));
        }
    }

    private void writeAnswers(ChannelHandlerContext ctx) {
        writeOffered.set(false); // before the answers are looked at, so that none is left behind
        for (Pending first = pending.peek(); first != null; first = pending.peek()) {
            Answer answer = first.answer;
            if (answer == null) {
                break;
            }
            pending.remove();
            write(ctx, answer, first.keepAlive);
        }
        if (pending.size() < maxPending) {
            ctx.channel().config().setAutoRead(true);
        }
        ctx.flush();
    }

    private void write(ChannelHandlerContext ctx, Answer answer, boolean keepAlive) {
        if (answer.status() >= 400) {
            metrics.refused("internal", answer.status());
        }
        FullHttpResponse response = HttpMessages.response(answer);
        HttpUtil.setKeepAlive(response, keepAlive);
        if (keepAlive) {
            ctx.write(response, ctx.voidPromise());
        } else {
            LingeringClose.after(ctx.writeAndFlush(response), ctx.pipeline(), LINGER);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof PrematureChannelClosureException) {
            LOG.debug("connection lost peer={} cause={}", ctx.channel().remoteAddress(), cause.toString());
        } else {
            LOG.error(
                    "internal error on the internal port peer={}", ctx.channel().remoteAddress(), cause);
        }
        ctx.close();
    }
}
