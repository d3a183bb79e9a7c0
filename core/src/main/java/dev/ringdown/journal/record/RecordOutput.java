package dev.ringdown.journal.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** The bytes of a record as they grow. Confined to whoever writes it. */
final class RecordOutput {
    private static final int USUAL_BYTES = 4 * 1024;
    private static final int LONGEST_COUNT_BYTES = 5;

    private ByteBuffer out = ByteBuffer.allocate(USUAL_BYTES);

    int size() {
        return out.position();
    }

    /** Takes back what is behind so many bytes. */
    void cutTo(int bytes) {
        out.position(bytes);
    }

    void putByte(int value) {
        room(1).put((byte) value);
    }

    void putLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    /** Four bytes, which may be written over. */
    void putInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void putIntAt(int at, int value) {
        out.putInt(at, value);
    }

    void putUuid(UUID id) {
        room(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    /** @param count not negative */
    void putCount(int count) {
        ByteBuffer to = room(LONGEST_COUNT_BYTES);
        int rest = count;
        while (rest > 0x7F) {
            to.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        to.put((byte) rest);
    }

    void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putCount(utf8.length);
        room(utf8.length).put(utf8);
    }

    /** Where so many bytes may be put next. */
    ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            int needed = Math.addExact(out.position(), bytes);
            int capacity = (int) Math.min(Integer.MAX_VALUE - Long.BYTES, Math.max(needed, 2L * out.capacity()));
            out = ByteBuffer.allocate(capacity).put(out.flip());
        }
        return out;
    }

    byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.position());
    }
}
