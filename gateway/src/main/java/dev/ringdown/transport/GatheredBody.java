package dev.ringdown.transport;

import dev.ringdown.limits.BodyBudget;
import dev.ringdown.protocol.Limit;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request while it comes, at the expense of who pays for it. The pieces are copied: a slice would hold
 * on to all of the buffer that was read into, however few bytes it has. Confined to its channel's event loop.
 */
final class GatheredBody {
    private static final byte[] NOTHING = {};

    private final BodyBudget budget;
    private final String payer;
    private byte[] bytes = NOTHING;
    private int length;

    /** What was taken from the budget and is not given back. */
    private int taken;

    GatheredBody(BodyBudget budget, String payer) {
        this.budget = budget;
        this.payer = payer;
    }

    int length() {
        return length;
    }

    /** Adds a piece; if it does not fit into the budget, returns the limit that is reached. */
    @Nullable
    Limit tryAdd(ByteBuf piece) {
        Limit reached = tryTake(piece.readableBytes());
        if (reached == null) {
            addLast(piece);
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
        int more = piece.readableBytes();
        int whole = length + more;
        if (bytes.length < whole) {
            // Most come in one piece, which then needs no second copy.
            bytes = Arrays.copyOf(bytes, length == 0 ? whole : (int) Math.min(Math.max(2L * length, whole), max()));
        }
        piece.getBytes(piece.readerIndex(), bytes, length, more);
        length = whole;
    }

    private static int max() {
        return Integer.MAX_VALUE - 8; // the largest array that every JVM has
    }

    /** All that was added. */
    byte[] whole() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Gives everything back to the budget, and forgets the bytes; again does nothing. */
    void giveBack() {
        budget.give(payer, taken);
        taken = 0;
        bytes = NOTHING;
    }
}
