package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Site;
import dev.ringdown.metrics.GatewayMetrics;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers requests for documents and pages; all others pass, and those that could not be read. Thread-safe, one for all channels. */
@ChannelHandler.Sharable
final class SiteHandler extends ChannelInboundHandlerAdapter {
    private final List<Site> sites;
    private final Openings openings;
    private final GatewayMetrics metrics;

    /** @param openings have their paths before any site */
    SiteHandler(List<Site> sites, Openings openings, GatewayMetrics metrics) {
        this.sites = List.copyOf(sites);
        this.openings = openings;
        this.metrics = metrics;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            ReferenceCountUtil.release(message); // the body of what could not be read
            return;
        }
        Site site =
                request.decoderResult().isSuccess() ? siteOf(new QueryStringDecoder(request.uri()).rawPath()) : null;
        if (site == null) {
            ctx.fireChannelRead(request);
            return;
        }
        try {
            answer(ctx, site.answer(HttpMessages.request(request)));
        } finally {
            request.release();
        }
    }

    private @Nullable Site siteOf(String path) {
        if (openings.cover(path)) {
            return null;
        }
        for (Site site : sites) {
            if (site.cover(path)) {
                return site;
            }
        }
        return null;
    }

    private void answer(ChannelHandlerContext ctx, Answer answer) {
        if (answer.status() >= 400) {
            metrics.refused("public", answer.status());
        }
        LastAnswer.write(ctx, answer);
    }
}
