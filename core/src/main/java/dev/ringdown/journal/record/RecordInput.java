package dev.ringdown.journal.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bytes of a record as they are read; whatever they claim is checked against what is left. Confined to who reads it. */
final class RecordInput {
    private static final int MOST_BITS = 31;
    private static final char REPLACEMENT = '\uFFFD';

    private final ByteBuffer in;

    RecordInput(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    int left() {
        return in.remaining();
    }

    int readByte(String what) throws InvalidRecordException {
        need(1, what);
        return in.get() & 0xFF;
    }

    int readInt(String what) throws InvalidRecordException {
        need(Integer.BYTES, what);
        return in.getInt();
    }

    long readLong(String what) throws InvalidRecordException {
        need(Long.BYTES, what);
        return in.getLong();
    }

    UUID readUuid(String what) throws InvalidRecordException {
        need(2 * Long.BYTES, what);
        return new UUID(in.getLong(), in.getLong());
    }

    /**
     * A count of something.
     *
     * @param bytesOfEach each takes at least so many: there cannot be more of them than what is left has room for
     */
    int readCount(String what, int bytesOfEach) throws InvalidRecordException {
        int count = readNumber(what);
        if (count > in.remaining() / bytesOfEach) {
            throw fault(what + ": " + count + " (expected: what " + in.remaining() + " bytes have room for)");
        }
        return count;
    }

    /** A number that is not negative. */
    int readNumber(String what) throws InvalidRecordException {
        long number = 0;
        for (int bits = 0; bits <= MOST_BITS; bits += 7) {
            int next = readByte(what);
            number |= (long) (next & 0x7F) << bits;
            if ((next & 0x80) == 0 && number <= Integer.MAX_VALUE) {
                return (int) number;
            }
        }
        throw fault(what + ": a number without an end (expected: 0 to " + Integer.MAX_VALUE + ")");
    }

    String readText(String what) throws InvalidRecordException {
        byte[] utf8 = new byte[readCount(what, 1)];
        in.get(utf8);
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) { // either it was written, or it stands for what is no UTF-8
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(utf8))
                        .toString();
            } catch (CharacterCodingException e) {
                throw fault(what + ": no UTF-8", e);
            }
        }
        return text;
    }

    /** Reads bytes into a part of an array. */
    void readBytes(byte[] into, int from, int count, String what) throws InvalidRecordException {
        need(count, what);
        in.get(into, from, count);
    }

    private void need(int bytes, String what) throws InvalidRecordException {
        if (in.remaining() < bytes) {
            throw fault(what + ": " + in.remaining() + " bytes are left (expected: " + bytes + ")");
        }
    }

    /** Something is wrong with what was just read. */
    InvalidRecordException fault(String what) {
        return fault(what, null);
    }

    /** The same with what has found it. */
    InvalidRecordException fault(String what, @Nullable Throwable cause) {
        return new InvalidRecordException(what + " at byte " + in.position() + " of " + in.limit(), cause);
    }
}
