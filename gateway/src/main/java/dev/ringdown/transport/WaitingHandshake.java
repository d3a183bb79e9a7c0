package dev.ringdown.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Counts a connection that is not upgraded yet, and closes it if there are too many of them; removed once the session is
 * open. Confined to the channel's event loop, for one channel.
 */
final class WaitingHandshake extends ChannelInboundHandlerAdapter {
    private final WaitingHandshakes all;
    private boolean counted;

    WaitingHandshake(WaitingHandshakes all) {
        this.all = all;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        counted = all.tryBegin();
        if (!counted) {
            ctx.close();
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    private void end() {
        if (counted) {
            counted = false;
            all.end();
        }
    }
}
