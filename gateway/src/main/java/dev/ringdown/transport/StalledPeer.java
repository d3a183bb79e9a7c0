package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection whose peer takes nothing of what waits for it, at the latest after twice the time that it has. Only
 * the peer's taking counts: neither what it sends nor what is written behind what it does not take puts the end off.
 * Confined to the channel's event loop, for one channel.
 */
final class StalledPeer extends ChannelOutboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(StalledPeer.class);

    private final Duration patience;
    private final GatewayMetrics metrics;

    /** The next look; null while nothing waits. */
    private @Nullable Future<?> nextLook;

    /** What was first in line at the last look, and how much of it had been taken. */
    private @Nullable Object first;

    private long taken;

    /** @param patience how long a peer may take nothing */
    StalledPeer(Duration patience, GatewayMetrics metrics) {
        this.patience = requireNonNull(patience, "patience");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        if (nextLook == null) {
            lookLater(ctx);
        }
    }

    private void lookLater(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
        Object next = waiting == null ? null : waiting.current();
        first = next;
        if (waiting == null || next == null) {
            nextLook = null;
            return;
        }
        taken = waiting.currentProgress();
        nextLook = ctx.executor().schedule(() -> look(ctx), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
        if (waiting == null || waiting.current() != first || waiting.currentProgress() != taken) {
            lookLater(ctx);
            return;
        }
        metrics.limitReached(Limit.STALLED);
        LOG.debug("takes nothing of its answers peer={}", ctx.channel().remoteAddress());
        ctx.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (nextLook != null) {
            nextLook.cancel(false);
            nextLook = null;
        }
        first = null;
    }
}
