package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The end of an event's {@code data}: {@code ,"stream":…,"seq":…,"ts":…}} with numbers of a fixed width. The server passes
 * {@code data} on byte for byte as the last member, so a payload ends with it and one more brace. JSON allows no leading
 * zeros, therefore each number has a one before it.
 */
public final class EventTail {
    /** Of {@code data}, its closing brace included. */
    public static final int BYTES = 64;

    /** Of the number that {@link #fillId} writes. */
    public static final int ID_BYTES = 16;

    private static final String TEXT = ",\"stream\":10000000,\"seq\":1000000000000000,\"ts\":1000000000000000}";
    private static final byte[] BLANK = TEXT.getBytes(StandardCharsets.US_ASCII);
    private static final int EIGHT = 8;
    private static final int SIXTEEN = 16;
    private static final int STREAM_AT = TEXT.indexOf("10000000,");
    private static final int SEQ_AT = TEXT.indexOf("1000000000000000,");
    private static final int TS_AT = TEXT.lastIndexOf("1000000000000000");
    private static final int STREAM_ONE = 10_000_000;
    private static final long LONG_ONE = 1_000_000_000_000_000L;

    /** The six characters before {@code ts}'s number, as they come out of a little-endian long. */
    private static final long MARK = mark();

    private EventTail() {}

    private static long mark() {
        long mark = 0;
        for (int i = TS_AT - 1; i >= TS_AT - 6; i--) {
            mark = mark << 8 | BLANK[i];
        }
        return mark;
    }

    /** Copies a tail with zeros for numbers. */
    public static void writeBlank(byte[] to, int at) {
        System.arraycopy(BLANK, 0, to, at, BYTES);
    }

    /** Fills the numbers of a tail that begins at {@code at}. */
    public static void fill(byte[] to, int at, int stream, long seq, long tsNanos) {
        digits(to, at + STREAM_AT, EIGHT, STREAM_ONE + (long) stream);
        digits(to, at + SEQ_AT, SIXTEEN, LONG_ONE + seq);
        digits(to, at + TS_AT, SIXTEEN, LONG_ONE + tsNanos);
    }

    /** Writes the number of an event where its id stands. */
    public static void fillId(byte[] to, int at, long seq) {
        digits(to, at, ID_BYTES, LONG_ONE + seq);
    }

    /** Writes a number of exactly so many digits. */
    private static void digits(byte[] to, int at, int width, long number) {
        long rest = number;
        for (int i = at + width - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Whether the payload that ends before {@code end} is an event of the bench. */
    public static boolean isEvent(ByteBuf in, int start, int end) {
        return end - start > BYTES && in.getLongLE(end - 1 - BYTES + TS_AT - 8) >>> 16 == MARK;
    }

    public static int stream(ByteBuf in, int end) {
        return eight(in.getLongLE(end - 1 - BYTES + STREAM_AT)) - STREAM_ONE;
    }

    public static long seq(ByteBuf in, int end) {
        return sixteen(in, end - 1 - BYTES + SEQ_AT) - LONG_ONE;
    }

    /** By the clock of the process that published. */
    public static long tsNanos(ByteBuf in, int end) {
        return sixteen(in, end - 1 - BYTES + TS_AT) - LONG_ONE;
    }

    private static long sixteen(ByteBuf in, int at) {
        return eight(in.getLongLE(at)) * 100_000_000L + eight(in.getLongLE(at + 8));
    }

    /** Eight digits at once: neighbours are joined to pairs, pairs to fours, fours to the number. */
    private static int eight(long digits) {
        long pairs = digits - 0x3030303030303030L;
        pairs = pairs * 10 + (pairs >>> 8);
        long low = (pairs & 0x000000FF000000FFL) * 0x000F424000000064L;
        long high = (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L;
        return (int) (low + high >>> 32);
    }
}
