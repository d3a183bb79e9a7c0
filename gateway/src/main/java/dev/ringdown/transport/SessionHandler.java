package dev.ringdown.transport;

import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what a peer sends to its session, and answers the control frames of RFC 6455 section 5.5. Confined to the channel's
 * event loop.
 */
final class SessionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);
    private static final int NO_STATUS = 1005;
    private static final int ABNORMAL = 1006;

    private final Session session;
    private final WebSocketConnection connection;
    private final ConnectionLimits.Admitted admitted;
    private final IncomingMessages messages;
    private final FrameBudget budget;
    private final GatewayMetrics metrics;

    /** Null while none waits, as mostly. */
    private @Nullable WaitingFrames waiting;

    private @Nullable UnansweredPing unansweredPing;

    private int peerCloseCode = ABNORMAL;

    /** @param admitted released when the channel is gone */
    SessionHandler(
            Session session,
            WebSocketConnection connection,
            ConnectionLimits.Admitted admitted,
            IncomingMessages messages,
            GatewayMetrics metrics) {
        this.session = session;
        this.connection = connection;
        this.admitted = admitted;
        this.messages = messages;
        this.budget = new FrameBudget(session.account());
        this.metrics = metrics;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        FrameBudget.Verdict verdict = budget.take(frame, session.nanoTime());
        if (connection.isClosing() && !(frame instanceof CloseWebSocketFrame)) {
            if (verdict != FrameBudget.Verdict.READ) {
                ctx.close(); // it has been told, and goes on sending what is for nobody
            }
            return;
        }
        if (mayBeRead(ctx, verdict)) {
            readInTurn(ctx, frame);
        }
    }

    /** A message waits until its session has the turn, and with it what comes behind it, but for pings and pongs. */
    private void readInTurn(ChannelHandlerContext ctx, WebSocketFrame frame) {
        boolean heardAtOnce = frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame;
        if (waiting == null
                && WaitingFrames.endMessage(frame)
                && !session.turns().isFree()) {
            metrics.messageWaited();
            waiting = new WaitingFrames(session, new InTurn(ctx), frame);
            readIfWanted(ctx);
        } else if (waiting == null || heardAtOnce) {
            read(ctx, frame);
        } else {
            waiting.add(frame);
        }
    }

    /** Reads what has waited. */
    private final class InTurn implements WaitingFrames.Reader {
        private final ChannelHandlerContext ctx;

        InTurn(ChannelHandlerContext ctx) {
            this.ctx = ctx;
        }

        @Override
        public void read(WebSocketFrame frame) {
            try {
                if (!connection.isClosing() || frame instanceof CloseWebSocketFrame) {
                    SessionHandler.this.read(ctx, frame);
                }
            } catch (RuntimeException e) { // as the pipeline would have it
                exceptionCaught(ctx, e);
            }
        }

        @Override
        public void noneWaits() {
            waiting = null;
            if (!ctx.isRemoved()) {
                readIfWanted(ctx);
            }
        }
    }

    /** Does what the budget says; false: the connection is closed. */
    private boolean mayBeRead(ChannelHandlerContext ctx, FrameBudget.Verdict verdict) {
        switch (verdict) {
            case CLOSE -> {
                closeOneSided(CloseReason.RATE_LIMITED);
                return false;
            }
            case PAUSE_AND_TELL -> {
                session.onTooManyFrames(budget.limit());
                pause(ctx);
            }
            case PAUSE -> pause(ctx);
            case READ -> {}
        }
        return true;
    }

    private void read(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (!messages.mayHave(frame.rsv(), frame)) { // nothing else has a meaning for it here
            session.close(CloseReason.PROTOCOL_ERROR);
        } else if (frame instanceof PingWebSocketFrame) {
            session.onHeard();
            onPing(ctx, frame.content());
        } else if (frame instanceof PongWebSocketFrame) {
            session.onHeard();
        } else if (frame instanceof CloseWebSocketFrame close) {
            onPeerClose(ctx, close);
        } else if (frame instanceof BinaryWebSocketFrame) {
            session.close(CloseReason.BINARY);
        } else if (frame instanceof TextWebSocketFrame && frame.isFinalFragment()) {
            onText(ctx, messages.whole(frame), frame.content().readableBytes());
        } else {
            session.onHeard();
            onFragment(ctx, frame);
        }
    }

    /** @param bytes that it had on the wire */
    private void onText(ChannelHandlerContext ctx, byte[] text, int bytes) {
        if (text.length > bytes && !mayBeRead(ctx, budget.takeInflated(text.length - bytes, session.nanoTime()))) {
            return;
        }
        if (ByteBufUtil.isText(Unpooled.wrappedBuffer(text), StandardCharsets.UTF_8)) {
            session.onText(text);
        } else {
            closeOneSided(CloseReason.NOT_UTF8);
        }
    }

    private void onFragment(ChannelHandlerContext ctx, WebSocketFrame frame) {
        Limit reached = messages.add(ctx, frame, this::onIncomplete);
        if (reached != null) {
            session.onMessageWithoutRoom(reached);
        }
        if (frame.isFinalFragment()) {
            int bytes = messages.heldBytes();
            byte[] text = messages.complete();
            if (text != null) {
                onText(ctx, text, bytes);
            }
        }
    }

    private void onIncomplete() {
        metrics.limitReached(Limit.MESSAGE_TIMEOUT);
        closeOneSided(CloseReason.INCOMPLETE);
    }

    private void onPing(ChannelHandlerContext ctx, ByteBuf payload) {
        if (budget.isPaused() || !ctx.channel().isWritable()) {
            unansweredPing = UnansweredPing.inPlaceOf(unansweredPing, payload);
        } else {
            ctx.writeAndFlush(ControlFrame.pong(ctx.alloc(), payload), ctx.voidPromise());
        }
    }

    private void answerPing(ChannelHandlerContext ctx) {
        if (unansweredPing != null && ctx.channel().isWritable() && !connection.isClosing()) {
            unansweredPing.answer(ctx);
            unansweredPing = null;
        }
    }

    private void pause(ChannelHandlerContext ctx) {
        readIfWanted(ctx);
        ctx.executor()
                .schedule(
                        () -> {
                            budget.resume();
                            answerPing(ctx);
                            readIfWanted(ctx);
                        },
                        budget.pauseNanos(session.pongTimeout()),
                        TimeUnit.NANOSECONDS);
    }

    private void onPeerClose(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
        if (close.statusCode() > ControlFrame.GREATEST_CLOSE_CODE) {
            closeOneSided(CloseReason.PROTOCOL_ERROR);
            return;
        }
        if (!ControlFrame.hasTextForReason(close.content())) {
            closeOneSided(CloseReason.NOT_UTF8);
            return;
        }
        peerCloseCode = close.statusCode() < 0 ? NO_STATUS : close.statusCode();
        session.onClosed();
        if (connection.closeReason() == null) {
            ctx.writeAndFlush(ControlFrame.closeEcho(ctx.alloc(), close.content()))
                    .addListener(ChannelFutureListener.CLOSE);
            connection.cutOffInTime(); // it may not read the answer to its own close
        } else {
            ctx.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        readIfWanted(ctx);
        if (ctx.channel().isWritable()) {
            answerPing(ctx);
            session.onWritable();
        }
    }

    /**
     * A peer that does not read is not read from, or the replies to what it says would pile up without a limit; nor is one
     * that sends too much, or whose last message waits for its turn. Once the connection closes, what comes is thrown away,
     * and the peer's close is waited for.
     */
    private void readIfWanted(ChannelHandlerContext ctx) {
        boolean ready = ctx.channel().isWritable() && !budget.isPaused() && waiting == null;
        ctx.channel().config().setAutoRead(connection.isClosing() || ready);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        CloseReason reason = connection.closeReason();
        int code = reason == null ? peerCloseCode : reason.code();
        LOG.debug("closed session={} code={}", session.id(), code);
        session.onGone(code);
        admitted.release();
        metrics.closed(GatewayMetrics.WEBSOCKET, code);
    }

    /** The connection is gone, or the server ends. */
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        UnansweredPing.forget(unansweredPing);
        if (waiting != null) {
            waiting.release();
        }
        messages.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (FrameFault.isLoss(cause)) {
            LOG.debug("connection lost session={} cause={}", session.id(), cause.toString());
            ctx.close();
            return;
        }
        CloseReason reason = FrameFault.reasonOf(cause);
        if (reason == CloseReason.INTERNAL) {
            LOG.error("internal error session={}", session.id(), cause);
        } else {
            LOG.debug("not understood session={} cause={}", session.id(), cause.toString());
        }
        if (reason == CloseReason.MESSAGE_TOO_LARGE) {
            metrics.limitReached(Limit.MESSAGE_BYTES);
        }
        closeOneSided(reason);
    }

    private void closeOneSided(CloseReason reason) {
        session.onClosed();
        connection.closeOneSided(reason);
    }
}
