package dev.ringdown.log.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * The keys of the database. An entry's key is segment, customer, offset: within a segment everything of a customer after
 * an offset is one range, and a segment is one range too, so that it can be dropped as a whole. Stateless.
 */
final class Keys {
    /** Segment and customer: what all keys of one range begin with. */
    static final int RANGE_PREFIX_BYTES = Integer.BYTES + 2 * Long.BYTES;

    /** What all keys of a customer begin with among the latest events. */
    static final int CUSTOMER_BYTES = 2 * Long.BYTES;

    static final int ENTRY_BYTES = RANGE_PREFIX_BYTES + Long.BYTES;

    private Keys() {}

    static byte[] entry(int segment, UUID customer, long offset) {
        return putEntry(ByteBuffer.allocate(ENTRY_BYTES), segment, customer, offset)
                .array();
    }

    /** Puts the key of an entry, {@link #ENTRY_BYTES}, into a buffer. */
    static ByteBuffer putEntry(ByteBuffer out, int segment, UUID customer, long offset) {
        return out.putInt(segment)
                .putLong(customer.getMostSignificantBits())
                .putLong(customer.getLeastSignificantBits())
                .putLong(offset);
    }

    /** The first possible key of a segment. */
    static byte[] segment(int segment) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(segment).array();
    }

    static boolean sameRange(byte[] key, byte[] other) {
        return Arrays.equals(key, 0, RANGE_PREFIX_BYTES, other, 0, RANGE_PREFIX_BYTES);
    }

    static int segmentOf(byte[] entryKey) {
        return ByteBuffer.wrap(entryKey).getInt();
    }

    static UUID customerOf(byte[] entryKey) {
        ByteBuffer in = ByteBuffer.wrap(entryKey, Integer.BYTES, CUSTOMER_BYTES);
        return new UUID(in.getLong(), in.getLong());
    }

    static long offsetOf(byte[] entryKey) {
        return ByteBuffer.wrap(entryKey).getLong(RANGE_PREFIX_BYTES);
    }

    /** The key of a resource's latest event. */
    static byte[] latest(UUID customer, String subject) {
        byte[] text = subject.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(CUSTOMER_BYTES + text.length)
                .putLong(customer.getMostSignificantBits())
                .putLong(customer.getLeastSignificantBits())
                .put(text)
                .array();
    }

    static UUID customerOfLatest(byte[] key) {
        ByteBuffer in = ByteBuffer.wrap(key);
        return new UUID(in.getLong(), in.getLong());
    }

    static String subjectOfLatest(byte[] key) {
        return new String(key, CUSTOMER_BYTES, key.length - CUSTOMER_BYTES, StandardCharsets.UTF_8);
    }
}
