package dev.ringdown.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * Closes a connection whose peer may still be sending, so that it gets the last answer: closing with input unread would
 * reset the connection, and a reset overtakes what was sent (RFC 9112 section 9.6). What still comes is thrown away until
 * the peer closes, for a bounded time, and only as much of it as may have been under way. Called on the channel's event loop.
 */
final class LingeringClose {
    /** Much more than a socket holds on both sides together, and than a body should have; who sends more does not stop. */
    private static final int MOST_UNDER_WAY = 64 * 1024 * 1024;

    private LingeringClose() {}

    /** @param last the write of the last answer */
    static void after(ChannelFuture last, ChannelPipeline pipeline, Duration atMost) {
        CutOff.after(atMost, last.channel()); // a peer that does not read would never have got it
        if (!(last.channel() instanceof DuplexChannel channel)
                || channel.isInputShutdown()
                || pipeline.get(SslHandler.class) != null) {
            last.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        pipeline.addFirst(new ThrowAway(MOST_UNDER_WAY));
        channel.config().setAutoRead(true);
        last.addListener(written -> {
            if (written.isSuccess()) {
                channel.shutdownOutput();
            } else {
                channel.close();
            }
        });
    }

    /** Throws away so many bytes, and cuts off who sends more. Confined to the channel's event loop. */
    static final class ThrowAway extends ChannelInboundHandlerAdapter {
        private long bytesLeft;

        ThrowAway(long maxBytes) {
            this.bytesLeft = maxBytes;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                ctx.close();
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            bytesLeft -= message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
            ReferenceCountUtil.release(message);
            if (bytesLeft < 0) {
                ctx.close();
            }
        }
    }
}
