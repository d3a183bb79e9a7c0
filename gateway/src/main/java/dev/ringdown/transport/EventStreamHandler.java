package dev.ringdown.transport;

import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.limits.Rate;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a session what becomes of the channel over which its event stream goes. What the client still sends is thrown
 * away, up to {@link Rate#FRAME_BYTES}: the answer has said that the connection ends with it (RFC 9112 section 9.6). Confined to the channel's event loop.
 */
final class EventStreamHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreamHandler.class);
    private static final int NO_STATUS = 1005;
    private static final int ABNORMAL = 1006;

    private final Session session;
    private final EventStreamConnection connection;
    private final ConnectionLimits.Admitted admitted;
    private final GatewayMetrics metrics;
    private boolean broken;

    /** @param admitted released when the channel is gone */
    EventStreamHandler(
            Session session,
            EventStreamConnection connection,
            ConnectionLimits.Admitted admitted,
            GatewayMetrics metrics) {
        this.session = session;
        this.connection = connection;
        this.admitted = admitted;
        this.metrics = metrics;
    }

    /** It has nothing more to say, so it is told once, and closed. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        int bytes = message instanceof ByteBuf unread ? unread.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (connection.closeReason() != null) {
            return;
        }
        Limit reached = session.account().tryTake(Rate.FRAME_BYTES, bytes, session.nanoTime());
        if (reached != null) {
            session.onTooManyFrames(reached);
            session.close(CloseReason.RATE_LIMITED);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            session.onWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        int code = code();
        LOG.debug("closed session={} code={}", session.id(), code);
        session.onGone(code);
        admitted.release();
        metrics.closed(GatewayMetrics.SSE, code);
    }

    /** A client that has heard enough just leaves. */
    private int code() {
        CloseReason reason = connection.closeReason();
        return reason != null ? reason.code() : broken ? ABNORMAL : NO_STATUS;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof IOException) { // TLS faults come wrapped
            broken = true;
            LOG.debug("connection lost session={} cause={}", session.id(), cause.toString());
            ctx.close();
        } else {
            LOG.error("internal error session={}", session.id(), cause);
            session.close(CloseReason.INTERNAL);
        }
    }
}
