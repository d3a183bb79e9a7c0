package dev.ringdown.transport;

import dev.ringdown.limits.Account;
import dev.ringdown.limits.Cost;
import dev.ringdown.protocol.Limit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.TooLongFrameException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A message of which not all frames have come yet (RFC 6455 section 5.4). What has come is held at the expense of the session's
 * account. Confined to the channel's event loop.
 */
final class Fragments {
    private final Account account;
    private final int maxMessageBytes;
    private final ByteBuf gathered;
    private final boolean compressed;
    private final Future<?> deadline;

    /** Whether there was no room for it: the rest of it goes by. */
    private boolean refused;

    /**
     * @param compressed whether its first frame said so
     * @param deadline by when it must be complete; cancelled when nothing is held any more
     */
    Fragments(
            Account account, ByteBufAllocator allocator, int maxMessageBytes, boolean compressed, Future<?> deadline) {
        this.account = account;
        this.maxMessageBytes = maxMessageBytes;
        this.gathered = allocator.buffer();
        this.compressed = compressed;
        this.deadline = deadline;
    }

    /**
     * Holds one more frame of the message.
     *
     * @return the limit for which the message is not read, told once; null otherwise
     * @throws TooLongFrameException the message is too long
     */
    @Nullable
    Limit add(ByteBuf payload) {
        if (refused) {
            return null;
        }
        int bytes = payload.readableBytes();
        if (gathered.readableBytes() + bytes > maxMessageBytes) {
            throw new TooLongFrameException("fragments of more than " + maxMessageBytes + " bytes");
        }
        Limit reached = bytes == 0 ? null : account.tryTake(Cost.FRAGMENT_BYTES, bytes);
        if (reached != null) {
            refused = true;
            forget();
            return reached;
        }
        gathered.writeBytes(payload, payload.readerIndex(), bytes);
        return null;
    }

    private void forget() {
        account.give(Cost.FRAGMENT_BYTES, gathered.readableBytes());
        gathered.clear().capacity(0);
    }

    /** Whether the message is to be read when it is complete. */
    boolean isRead() {
        return !refused;
    }

    boolean isCompressed() {
        return compressed;
    }

    /** What has come so far; not to be released by who asks. */
    ByteBuf payload() {
        return gathered;
    }

    /** Holds nothing any more; call it once. */
    void release() {
        deadline.cancel(false);
        account.give(Cost.FRAGMENT_BYTES, gathered.readableBytes());
        gathered.release();
    }
}
