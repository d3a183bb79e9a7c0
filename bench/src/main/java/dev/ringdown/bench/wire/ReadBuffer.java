package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * One large buffer into which every connection of a loop reads, since each is done with it before the next one reads.
 * Confined to one event loop; handlers release it before they return, as with any other buffer.
 */
public final class ReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    /** As many as a socket mostly has. */
    public static final int USUAL_BYTES = 256 * 1024;

    private final int bytes;
    private final ByteBuf shared;

    /** @param bytes that one read takes at the most */
    public ReadBuffer(int bytes) {
        this.bytes = bytes;
        this.shared = Unpooled.directBuffer(bytes, bytes);
    }

    /** No connection reads any more; called once, when the loop has ended. */
    public void release() {
        shared.release();
    }

    @Override
    @SuppressWarnings("deprecation") // the type that a channel's option still wants
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return shared.refCnt() == 1 ? shared.retain().clear() : allocator.directBuffer(guess());
            }

            @Override
            public int guess() {
                return bytes;
            }
        };
    }
}
