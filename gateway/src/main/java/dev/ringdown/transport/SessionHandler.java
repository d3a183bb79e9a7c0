package dev.ringdown.transport;

import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what a peer sends to its session, and answers the control frames of RFC 6455 section 5.5. */
final class SessionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);
    private static final int NO_STATUS = 1005;
    private static final int ABNORMAL = 1006;

    /** Netty has no exception of its own for it. */
    private static final String INFLATED_TOO_LARGE = "maximum size";

    private final Session session;
    private final WebSocketConnection connection;
    private final ConnectionLimits.Admitted admitted;
    private final int maxMessageBytes;
    private final GatewayMetrics metrics;
    private int peerCloseCode = ABNORMAL;

    /**
     * @param admitted released when the channel is gone
     * @param maxMessageBytes of a message in fragments
     */
    SessionHandler(
            Session session,
            WebSocketConnection connection,
            ConnectionLimits.Admitted admitted,
            int maxMessageBytes,
            GatewayMetrics metrics) {
        this.session = session;
        this.connection = connection;
        this.admitted = admitted;
        this.maxMessageBytes = maxMessageBytes;
        this.metrics = metrics;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) throws Exception {
        if (frame.rsv() != 0) { // nothing has a meaning for it here; RSV1 is gone once a message is inflated
            session.close(CloseReason.PROTOCOL_ERROR);
        } else if (frame instanceof TextWebSocketFrame && !frame.isFinalFragment()) {
            aggregateFrom(ctx, frame);
        } else if (frame instanceof TextWebSocketFrame) {
            onText(frame.content());
        } else if (frame instanceof PingWebSocketFrame) {
            session.onHeard();
            ctx.writeAndFlush(ControlFrame.pong(ctx.alloc(), frame.content()), ctx.voidPromise());
        } else if (frame instanceof PongWebSocketFrame) {
            session.onHeard();
        } else if (frame instanceof CloseWebSocketFrame close) {
            onPeerClose(ctx, close);
        } else {
            session.close(CloseReason.BINARY);
        }
    }

    private void onText(ByteBuf text) {
        if (ByteBufUtil.isText(text, StandardCharsets.UTF_8)) {
            session.onText(ByteBufUtil.getBytes(text));
        } else {
            closeOneSided(CloseReason.NOT_UTF8);
        }
    }

    /** Messages in fragments are rare: what puts them together joins the pipeline with the first one of a connection. */
    private void aggregateFrom(ChannelHandlerContext ctx, WebSocketFrame first) throws Exception {
        WebSocketFrameAggregator aggregator = new WebSocketFrameAggregator(maxMessageBytes);
        ctx.pipeline().addBefore(ctx.name(), null, aggregator);
        aggregator.channelRead(ctx.pipeline().context(aggregator), first.retain());
    }

    private void onPeerClose(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
        peerCloseCode = close.statusCode() < 0 ? NO_STATUS : close.statusCode();
        session.onClosed();
        if (connection.closeReason() == null) {
            ctx.writeAndFlush(ControlFrame.closeEcho(ctx.alloc(), close.content()))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.close();
        }
    }

    /** A peer that does not read is not read from, or the replies to what it says would pile up without a limit. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        boolean writable = ctx.channel().isWritable();
        ctx.channel().config().setAutoRead(writable);
        if (writable) {
            session.onWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        CloseReason reason = connection.closeReason();
        int code = reason == null ? peerCloseCode : reason.code();
        LOG.debug("closed session={} code={}", session.id(), code);
        session.onClosed();
        admitted.release();
        metrics.closed(GatewayMetrics.WEBSOCKET, code);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof PrematureChannelClosureException
                || cause instanceof IOException
                || cause.getCause() instanceof IOException) { // TLS faults come wrapped
            LOG.debug("connection lost session={} cause={}", session.id(), cause.toString());
            ctx.close();
            return;
        }
        CloseReason reason = reasonOf(cause);
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

    private static CloseReason reasonOf(Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            return CloseReason.MESSAGE_TOO_LARGE;
        }
        if (cause instanceof DecompressionException) {
            return String.valueOf(cause.getMessage()).contains(INFLATED_TOO_LARGE)
                    ? CloseReason.MESSAGE_TOO_LARGE
                    : CloseReason.PROTOCOL_ERROR;
        }
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            return switch (corrupted.closeStatus().code()) {
                case 1007 -> CloseReason.NOT_UTF8;
                case 1009 -> CloseReason.MESSAGE_TOO_LARGE;
                default -> CloseReason.PROTOCOL_ERROR;
            };
        }
        return CloseReason.INTERNAL;
    }
}
