package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Answer;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins the {@link Handshake} of a connection with its request, and ends a connection that breaks before it has a
 * session. Thread-safe, one for all channels.
 */
@ChannelHandler.Sharable
final class HandshakeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeHandler.class);

    private final Openings openings;
    private final Admission admission;
    private final Verification verification;
    private final GatewayMetrics metrics;

    HandshakeHandler(Openings openings, Admission admission, Verification verification, GatewayMetrics metrics) {
        this.openings = requireNonNull(openings, "openings");
        this.admission = requireNonNull(admission, "admission");
        this.verification = requireNonNull(verification, "verification");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (request.decoderResult().cause() instanceof TooLongFrameException) {
            metrics.limitReached(Limit.HANDSHAKE_BYTES);
        }
        Answer preflight = openings.preflight(request);
        if (preflight != null) {
            LastAnswer.write(ctx, preflight);
            return;
        }
        Opening opening = openings.of(request, ctx.channel().eventLoop());
        new Handshake(ctx, request, opening, admission, verification, metrics).begin();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (FrameFault.isLoss(cause) || cause instanceof DecoderException) { // the latter: no TLS, or bad
            LOG.debug("connection lost peer={} cause={}", ctx.channel().remoteAddress(), cause.toString());
            ctx.close();
        } else {
            Handshake.breakOff(ctx, cause, metrics);
        }
    }
}
