package dev.ringdown.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * The latest ping of a client that is not answered yet, while pongs would pile up or cost too much: one answer is enough (RFC
 * 6455 section 5.5.3). Confined to the channel's event loop; used no more once it is answered or forgotten.
 */
final class UnansweredPing {
    private final ByteBuf payload;

    private UnansweredPing(ByteBuf payload) {
        this.payload = payload;
    }

    /** Keeps a ping in place of the one before, if there was one. */
    static UnansweredPing inPlaceOf(@Nullable UnansweredPing before, ByteBuf payload) {
        forget(before);
        return new UnansweredPing(payload.retain());
    }

    void answer(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(ControlFrame.pong(ctx.alloc(), payload), ctx.voidPromise());
        payload.release();
    }

    /** It is not answered any more; null: there is none. */
    static void forget(@Nullable UnansweredPing ping) {
        if (ping != null) {
            ping.payload.release();
        }
    }
}
