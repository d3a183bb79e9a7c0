package dev.ringdown.log;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A position in the log as clients hold it: opaque to them, fixed in width, and within one customer it orders as plain
 * text does. Immutable.
 *
 * @param epoch which log: 0 to 2^32-1, grows when a log is replaced, so that an old position is noticed
 * @param offset which entry of it, from 0
 */
public record Sequence(long epoch, long offset) implements Comparable<Sequence> {
    /** Characters and bytes of the text: 8 hex digits, a dash, 16 hex digits. */
    public static final int WIDTH = 25;

    private static final long MAX_EPOCH = 0xFFFF_FFFFL;
    private static final HexFormat HEX = HexFormat.of();

    public Sequence {
        if (epoch < 0 || epoch > MAX_EPOCH) {
            throw new IllegalArgumentException("epoch: " + epoch + " (expected: 0 to " + MAX_EPOCH + ")");
        }
        if (offset < -1) {
            throw new IllegalArgumentException("offset: " + offset + " (expected: -1 for an empty log, or more)");
        }
    }

    /** The position that a client sent, or null if the text is none. */
    public static @Nullable Sequence parse(String text) {
        if (text.length() != WIDTH || text.charAt(8) != '-') {
            return null;
        }
        for (int i = 0; i < WIDTH; i++) {
            char c = text.charAt(i);
            if (i != 8 && !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return null;
            }
        }
        // One is added in the text so that "before the first entry" (-1) is not a negative number there.
        long offset = HexFormat.fromHexDigitsToLong(text, 9, WIDTH) - 1;
        return offset < -1 ? null : new Sequence(HexFormat.fromHexDigitsToLong(text, 0, 8), offset);
    }

    @Override
    public int compareTo(Sequence other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(offset, other.offset);
    }

    /** The text as ASCII, {@link #WIDTH} bytes. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return HEX.toHexDigits(epoch, 8) + '-' + HEX.toHexDigits(offset + 1);
    }
}
