package dev.ringdown.transport;

import dev.ringdown.http.Problem;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/** Collects a request's body, and answers one that is too large with a problem. Confined to its channel's event loop. */
final class RequestAggregator extends HttpObjectAggregator {
    private final RequestHandler requests;
    private final GatewayMetrics metrics;

    /** @param requests answers in their turn */
    RequestAggregator(int maxBodyBytes, RequestHandler requests, GatewayMetrics metrics) {
        super(maxBodyBytes, true); // true: who was refused before it sent its body is closed, as its answer says
        this.requests = requests;
        this.metrics = metrics;
    }

    /** The rest of the body is not read, so the connection ends with the answer. */
    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        metrics.limitReached(Limit.BATCH_BYTES);
        requests.refuse(ctx.pipeline().context(requests), tooLarge());
    }

    /** A client that asks first ({@code Expect: 100-continue}) is told before it sends anything. */
    @Override
    protected @Nullable Object newContinueResponse(HttpMessage start, int maxBodyBytes, ChannelPipeline pipeline) {
        Object answer = super.newContinueResponse(start, maxBodyBytes, pipeline);
        boolean refused = answer instanceof HttpResponse response
                && response.status().equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        return refused ? tooLargeAtOnce() : answer;
    }

    private FullHttpResponse tooLargeAtOnce() {
        metrics.limitReached(Limit.BATCH_BYTES);
        metrics.refused("internal", 413);
        FullHttpResponse response = HttpMessages.response(tooLarge().toAnswer());
        HttpUtil.setKeepAlive(response, false);
        return response;
    }

    private Problem tooLarge() {
        return Problem.of(
                413,
                "Content Too Large",
                "body: more than " + maxContentLength() + " bytes (" + Limit.BATCH_BYTES + "); nothing was stored");
    }
}
