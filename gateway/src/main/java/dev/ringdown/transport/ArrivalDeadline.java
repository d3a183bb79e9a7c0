package dev.ringdown.transport;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a socket that has not come to what it is for in time. The time runs from its acceptance, whatever is spoken first over
 * it, and no byte stops it: who sends one now and then waits no longer than who sends none. Removed once the socket has come so
 * far. Confined to the channel's event loop, for one channel.
 */
final class ArrivalDeadline extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ArrivalDeadline.class);

    private final Duration timeout;
    private final Limit limit;
    private final GatewayMetrics metrics;
    private @Nullable Future<?> expiry;

    /** @param limit the one that {@code timeout} is */
    ArrivalDeadline(Duration timeout, Limit limit, GatewayMetrics metrics) {
        this.timeout = timeout;
        this.limit = limit;
        this.metrics = metrics;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        expiry = ctx.executor().schedule(() -> expire(ctx), timeout.toMillis(), TimeUnit.MILLISECONDS);
        ctx.fireChannelActive();
    }

    /** Closes past everything that is spoken, TLS as well: none of it may take further time. */
    private void expire(ChannelHandlerContext ctx) {
        metrics.limitReached(limit);
        LOG.debug("too late peer={} limit={}", ctx.channel().remoteAddress(), limit);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancel();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancel();
    }

    private void cancel() {
        if (expiry != null) {
            expiry.cancel(false);
            expiry = null;
        }
    }
}
