package dev.ringdown.transport;

import dev.ringdown.http.Problem;
import dev.ringdown.metrics.GatewayMetrics;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request of the public port whole, which has no body but by mistake, and refuses one whose body is too large to be read.
 * Confined to the channel's event loop, for one channel.
 */
final class WholeBody extends HttpObjectAggregator {
    private final GatewayMetrics metrics;

    WholeBody(int maxBytes, GatewayMetrics metrics) {
        super(maxBytes, true);
        this.metrics = metrics;
    }

    /** Nobody is told to send what would be refused. */
    @Override
    protected @Nullable Object newContinueResponse(HttpMessage head, int maxBytes, ChannelPipeline pipeline) {
        return HttpUtil.getContentLength(head, 0L) > maxBytes
                ? null
                : super.newContinueResponse(head, maxBytes, pipeline);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        Problem problem = Problem.of(
                413,
                "Content Too Large",
                "body: more than " + maxContentLength() + " bytes (expected: none is read here)");
        metrics.refused("public", problem.status());
        LastAnswer.write(ctx, problem.toAnswer());
    }
}
