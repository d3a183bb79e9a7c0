package dev.ringdown.transport;

import dev.ringdown.limits.Account;
import dev.ringdown.protocol.Limit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * From the frames of a client to the messages in them: puts together what came in fragments (RFC 6455 section 5.4), and inflates
 * what came compressed (RFC 7692), always the whole message at once. Confined to the channel's event loop. Frames are not
 * released here.
 */
final class IncomingMessages {
    private static final int RSV1 = 4; // this message is compressed

    private final Account account;
    private final HandshakeOptions options;
    private final @Nullable TextInflater inflater;

    /** A message in fragments, which is rare; null while there is none. */
    private @Nullable Fragments fragments;

    /** @param inflater of the event loop; null if compression is not agreed on */
    IncomingMessages(Account account, HandshakeOptions options, @Nullable TextInflater inflater) {
        this.account = account;
        this.options = options;
        this.inflater = inflater;
    }

    /** Whether a frame may have these bits: only the first of a text says that it is compressed. */
    boolean mayHave(int reservedBits, WebSocketFrame frame) {
        return reservedBits == 0 || reservedBits == RSV1 && inflater != null && frame instanceof TextWebSocketFrame;
    }

    /** The text of a message that came in one frame. */
    byte[] whole(WebSocketFrame frame) {
        return text(frame.content(), frame.rsv() == RSV1);
    }

    /**
     * Holds a frame of a message in fragments.
     *
     * @param late run if the message is not complete in time
     * @return the limit for which the message is not read; null otherwise
     */
    @Nullable
    Limit add(ChannelHandlerContext ctx, WebSocketFrame frame, Runnable late) {
        if (fragments == null) {
            ScheduledFuture<?> deadline = ctx.executor()
                    .schedule(
                            () -> {
                                release();
                                late.run();
                            },
                            options.messageTimeout().toNanos(),
                            TimeUnit.NANOSECONDS);
            fragments = new Fragments(account, ctx.alloc(), options.maxMessageBytes(), frame.rsv() == RSV1, deadline);
        }
        return fragments.add(frame.content());
    }

    /** How much is held of a message in fragments. */
    int heldBytes() {
        return fragments == null ? 0 : fragments.payload().readableBytes();
    }

    /** The text of the message whose last frame has been added; null if it is not read. */
    byte @Nullable [] complete() {
        Fragments all = fragments;
        if (all == null) {
            return null;
        }
        try {
            return all.isRead() ? text(all.payload(), all.isCompressed()) : null;
        } finally {
            release();
        }
    }

    private byte[] text(ByteBuf payload, boolean compressed) {
        return compressed && inflater != null
                ? inflater.inflate(payload, options.maxMessageBytes())
                : ByteBufUtil.getBytes(payload);
    }

    /** Holds nothing any more. */
    void release() {
        if (fragments != null) {
            fragments.release();
            fragments = null;
        }
    }
}
