package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one internal connection, in their order (RFC 9112 section 9.3.2), though the answers become
 * known out of order and several requests may be under way. Nothing is written to a peer that does not read, and nothing
 * more is read from it: a {@link io.netty.handler.flow.FlowControlHandler} before it keeps what was decoded already.
 * Confined to the channel's event loop, for one channel.
 */
final class RequestHandler extends SimpleChannelInboundHandler<WholeRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    /** How long a connection that ends may take to hear its last answer. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private static final class Pending {
        boolean keepAlive;
        volatile @Nullable Answer answer;

        Pending(boolean keepAlive) {
            this.keepAlive = keepAlive;
        }
    }

    private final Routes routes;
    private final int maxPending;
    private final int maxAnswerBytes;
    private final RequestTurns turns;
    private final GatewayMetrics metrics;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final AtomicBoolean writeOffered = new AtomicBoolean();

    /** The bodies of answers that are made and not written. */
    private final AtomicLong madeBytes = new AtomicLong();

    /** The last request has come: what follows it is not heard (RFC 9112 section 9.6). */
    private boolean ending;

    /** Told once, when every request so far has been answered; null: nobody is to be told. */
    private @Nullable Runnable idle;

    /** Nothing is read until some answers have left. */
    private boolean paused;

    /** It is to go on, when the others have had their turn. */
    private boolean resuming;

    /**
     * @param maxPending requests under way at which nothing more is read from the connection
     * @param maxAnswerBytes bytes of answers that are made, at which nothing more is read
     * @param turns in which requests are read
     */
    RequestHandler(Routes routes, int maxPending, int maxAnswerBytes, RequestTurns turns, GatewayMetrics metrics) {
        this.routes = routes;
        this.maxPending = maxPending;
        this.maxAnswerBytes = maxAnswerBytes;
        this.turns = turns;
        this.metrics = metrics;
    }

    /** Whether every request so far has been answered. */
    boolean isIdle() {
        return pending.isEmpty();
    }

    /** Whether it will have more read by itself. */
    boolean isPaused() {
        return paused;
    }

    /** Tells once when every request so far has been answered, and the connection goes on. */
    void whenIdle(Runnable told) {
        idle = told;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message == ChannelInputShutdownEvent.INSTANCE) {
            endBehindAnswers(ctx);
        } else {
            super.channelRead(ctx, message);
        }
    }

    /** The peer says nothing more, and still hears. */
    private void endBehindAnswers(ChannelHandlerContext ctx) {
        Pending last = pending.peekLast();
        if (last != null) {
            last.keepAlive = false;
        } else if (!ending) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE); // behind what is written
        }
        ending = true;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WholeRequest message) {
        if (ending) {
            return;
        }
        ending = !message.keepAlive();
        Pending place = new Pending(message.keepAlive());
        pending.add(place);
        turns.take(ctx, message, () -> ask(ctx, place, message.request()), () -> readOrWait(ctx));
        readOrWait(ctx);
    }

    /** Any thread. */
    private void ask(ChannelHandlerContext ctx, Pending place, Request request) {
        answer(request).whenComplete((answer, failure) -> {
            if (failure != null) {
                LOG.error("internal error method={} path={}", request.method(), request.path(), failure);
            }
            answered(ctx, place, failure == null ? answer : internalError());
        });
    }

    /** Refuses a request that will not come to its end, in its turn; the connection ends with the answer. */
    void refuse(ChannelHandlerContext ctx, Problem problem) {
        ending = true;
        Pending place = new Pending(false);
        pending.add(place);
        answered(ctx, place, problem.toAnswer());
    }

    private CompletionStage<Answer> answer(Request request) {
        try {
            return routes.answer(request);
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
        madeBytes.addAndGet(answer.body().length);
        request.answer = answer;
        if (writeOffered.compareAndSet(false, true)) {
            ctx.executor().execute(() -> writeAnswers(ctx));
        }
    }

    private void writeAnswers(ChannelHandlerContext ctx) {
        writeOffered.set(false); // before the answers are looked at, so that none is left behind
        Pending first = pending.peek();
        while (first != null && first.answer != null && ctx.channel().isWritable()) {
            pending.remove();
            madeBytes.addAndGet(-first.answer.body().length);
            write(ctx, first.answer, first.keepAlive);
            first = pending.peek();
        }
        ctx.flush();
        readOrWait(ctx);
        Runnable told = idle;
        if (told != null && pending.isEmpty() && !ending) {
            idle = null;
            told.run();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            writeAnswers(ctx);
        }
        ctx.fireChannelWritabilityChanged();
    }

    private void readOrWait(ChannelHandlerContext ctx) {
        if (ending && pending.isEmpty() || !ctx.channel().isActive()) {
            return; // the last answer has left, and what is read from now on is thrown away
        }
        Limit reached = reached(ctx);
        boolean waits = turns.isBusy() || reached != null;
        if (reached != null && !paused) {
            metrics.limitReached(reached);
        }
        if (waits && !paused) {
            paused = true;
            ctx.channel().config().setAutoRead(false);
        } else if (!waits && paused && !resuming) {
            resuming = true;
            // Not as a task: those run before the loop looks at its sockets again, and going on brings the next one, so
            // that a single peer with many requests would keep everybody else waiting.
            ctx.executor().schedule(() -> resume(ctx), 0, TimeUnit.NANOSECONDS);
        }
    }

    private void resume(ChannelHandlerContext ctx) {
        resuming = false;
        if (paused && !turns.isBusy() && reached(ctx) == null) {
            paused = false; // first: reading brings the next request at once
            ctx.channel().config().setAutoRead(true);
        }
    }

    /** Why nothing more is to be read, or null. */
    private @Nullable Limit reached(ChannelHandlerContext ctx) {
        if (pending.size() >= maxPending) {
            return Limit.PIPELINED_REQUESTS;
        }
        return madeBytes.get() >= maxAnswerBytes || !ctx.channel().isWritable() ? Limit.ANSWER_BYTES : null;
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
