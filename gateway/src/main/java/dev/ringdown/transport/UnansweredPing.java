package dev.ringdown.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * The latest ping of a client that is not answered yet, while pongs would pile up or cost too much: one answer is enough (RFC
 * 6455 section 5.5.3). Confined to the channel's event loop.
 */
final class UnansweredPing {
    private @Nullable ByteBuf payload;

    /** Keeps a ping in place of the one before. */
    void keep(ByteBuf latest) {
        forget();
        payload = latest.retain();
    }

    /** Answers it, if there is one. */
    void answer(ChannelHandlerContext ctx) {
        if (payload != null) {
            ctx.writeAndFlush(ControlFrame.pong(ctx.alloc(), payload), ctx.voidPromise());
            forget();
        }
    }

    /** It is not answered any more. */
    void forget() {
        if (payload != null) {
            payload.release();
            payload = null;
        }
    }
}
