package dev.ringdown.transport;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * Closes a connection whose peer may still be sending, so that it gets the last answer: closing with input unread would
 * reset the connection, and a reset overtakes what was sent (RFC 9112 section 9.6). What still comes is thrown away until
 * the peer closes, or for a bounded time. Called on the channel's event loop.
 */
final class LingeringClose {
    private LingeringClose() {}

    /** @param last the write of the last answer */
    static void after(ChannelFuture last, ChannelPipeline pipeline, Duration atMost) {
        CutOff.after(atMost, last.channel()); // a peer that does not read would never have got it
        if (!(last.channel() instanceof DuplexChannel channel) || pipeline.get(SslHandler.class) != null) {
            last.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        pipeline.addFirst(new ThrowAway());
        channel.config().setAutoRead(true);
        last.addListener(written -> {
            if (written.isSuccess()) {
                channel.shutdownOutput();
            } else {
                channel.close();
            }
        });
    }

    private static final class ThrowAway extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
