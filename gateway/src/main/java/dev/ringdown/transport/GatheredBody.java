package dev.ringdown.transport;

import dev.ringdown.limits.BodyBudget;
import dev.ringdown.protocol.Limit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request while it comes, at the expense of who pays for it. The pieces are copied: a slice would hold
 * on to all of the buffer that was read into, however few bytes it has. They lie in pooled memory until the last has come,
 * so that a body that grows leaves nothing to be collected. Confined to its channel's event loop, but for giving back.
 */
final class GatheredBody {
    private static final byte[] NOTHING = {};

    private final BodyBudget budget;
    private final String payer;
    private final ByteBufAllocator allocator;

    /** What came before the last piece; null if nothing did, or once it is {@link #whole}. */
    private @Nullable ByteBuf gathered;

    private byte @Nullable [] whole;
    private int length;

    /** What was taken from the budget and is not given back. */
    private int taken;

    GatheredBody(BodyBudget budget, String payer, ByteBufAllocator allocator) {
        this.budget = budget;
        this.payer = payer;
        this.allocator = allocator;
    }

    int length() {
        return length;
    }

    /** Adds a piece; if it does not fit into the budget, returns the limit that is reached. */
    @Nullable
    Limit tryAdd(ByteBuf piece) {
        Limit reached = tryTake(piece.readableBytes());
        if (reached == null) {
            if (gathered == null) {
                gathered = allocator.buffer(piece.readableBytes());
            }
            gathered.writeBytes(piece, piece.readerIndex(), piece.readableBytes());
            length += piece.readableBytes();
        }
        return reached;
    }

    /** Takes the bytes of a piece from the budget, and keeps nothing of it. */
    @Nullable
    Limit tryPass(ByteBuf piece) {
        Limit reached = tryTake(piece.readableBytes());
        if (reached == null) {
            length += piece.readableBytes();
        }
        return reached;
    }

    private @Nullable Limit tryTake(int more) {
        Limit reached = budget.tryTake(payer, more);
        if (reached == null) {
            taken += more;
        }
        return reached;
    }

    /** Adds the last piece of a body that is used up at once, which is not under way any more. */
    void addLast(ByteBuf piece) {
        byte[] all = new byte[length + piece.readableBytes()]; // most come in one piece, which is copied once
        drain(all);
        piece.getBytes(piece.readerIndex(), all, length, piece.readableBytes());
        length = all.length;
        whole = all;
    }

    /** All that was added. */
    byte[] whole() {
        if (whole == null) {
            byte[] all = gathered == null ? NOTHING : new byte[length];
            drain(all);
            whole = all;
        }
        return whole;
    }

    private void drain(byte[] into) {
        if (gathered != null) {
            gathered.readBytes(into, 0, gathered.readableBytes());
            gathered.release();
            gathered = null;
        }
    }

    /** Gives everything back to the budget, and forgets the bytes; again does nothing. */
    void giveBack() {
        budget.give(payer, taken);
        taken = 0;
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
    }
}
