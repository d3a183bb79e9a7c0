package dev.ringdown.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Lets one request of a public connection pass. What a client sends before that one is answered, which RFC 6455 section 4.1
 * forbids, is thrown away: one channel, one session. Confined to the channel's event loop, for one channel.
 */
final class FirstRequest extends ChannelInboundHandlerAdapter {
    private boolean passed;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object request) {
        if (passed) {
            ReferenceCountUtil.release(request);
        } else {
            passed = true;
            ctx.fireChannelRead(request);
        }
    }
}
