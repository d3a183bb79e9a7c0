package dev.ringdown.log;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A position in one customer's events as clients hold it: opaque to them, fixed in width, and ordering as plain text does.
 * It counts the customer's own entries, so it tells nothing of anybody else's. Immutable.
 *
 * @param epoch which log: 0 to 2^32-1, grows when a log is replaced, so that an old position is noticed
 * @param number after so many entries of the customer, see {@link LogEntry#number()}; 0 is before the first
 */
public record Sequence(long epoch, long number) implements Comparable<Sequence> {
    /** Characters and bytes of the text: 8 hex digits, a dash, 16 hex digits. */
    public static final int WIDTH = 25;

    private static final int EPOCH_DIGITS = 8;
    private static final long MAX_EPOCH = 0xFFFF_FFFFL;

    public Sequence {
        if (epoch < 0 || epoch > MAX_EPOCH) {
            throw new IllegalArgumentException("epoch: " + epoch + " (expected: 0 to " + MAX_EPOCH + ")");
        }
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number + " (expected: 0 or more)");
        }
    }

    /** The position that a client sent, or null if the text is none. */
    public static @Nullable Sequence parse(String text) {
        if (text.length() != WIDTH || text.charAt(EPOCH_DIGITS) != '-') {
            return null;
        }
        for (int i = 0; i < WIDTH; i++) {
            char c = text.charAt(i);
            if (i != EPOCH_DIGITS && !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return null;
            }
        }
        long number = HexFormat.fromHexDigitsToLong(text, EPOCH_DIGITS + 1, WIDTH);
        return number < 0 ? null : new Sequence(HexFormat.fromHexDigitsToLong(text, 0, EPOCH_DIGITS), number);
    }

    @Override
    public int compareTo(Sequence other) {
        int byEpoch = Long.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(number, other.number);
    }

    /** The text as ASCII, {@link #WIDTH} bytes. */
    public byte[] toBytes() {
        byte[] text = new byte[WIDTH];
        writeTo(text, 0);
        return text;
    }

    /** Writes the text as ASCII, {@link #WIDTH} bytes. */
    public void writeTo(byte[] out, int at) {
        int dash = at + EPOCH_DIGITS;
        digits(epoch, out, at, dash);
        out[dash] = '-';
        digits(number, out, dash + 1, at + WIDTH);
    }

    private static void digits(long value, byte[] out, int from, int to) {
        long rest = value;
        for (int i = to - 1; i >= from; i--) {
            int digit = (int) rest & 0xF;
            out[i] = (byte) (digit < 10 ? '0' + digit : 'a' - 10 + digit);
            rest >>>= 4;
        }
    }

    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.US_ASCII);
    }
}
