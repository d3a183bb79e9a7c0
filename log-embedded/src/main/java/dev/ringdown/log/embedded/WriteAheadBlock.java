package dev.ringdown.log.embedded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * One block of a write-ahead file of RocksDB. A record in it has a checksum, its length and its type, which says whether it is a
 * whole batch or a fragment of one; see <a href="https://github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format">the
 * format</a>. Confined to one call.
 */
final class WriteAheadBlock {
    static final int BYTES = 32 * 1024;
    static final int HEADER_BYTES = 7;

    static final int FULL = 1;
    static final int FIRST = 2;
    static final int MIDDLE = 3;
    static final int LAST = 4;

    private static final int MASK = 0xa282ead8;

    private final byte[] bytes;
    private final int length;
    private final ByteBuffer in;
    private int at;

    /** @param length how much of the bytes is there; less than a block at the end of a file */
    WriteAheadBlock(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the next record should be. */
    int at() {
        return at;
    }

    /** Whether so little follows that no record can begin there. */
    boolean isOver() {
        return length - at < HEADER_BYTES;
    }

    int type() {
        return bytes[at + 6];
    }

    /** The bytes of the record that is here, which must be good. */
    ByteBuffer payload() {
        return ByteBuffer.wrap(bytes, at + HEADER_BYTES, payloadBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int payloadBytes() {
        return in.getShort(at + 4) & 0xffff;
    }

    /** Whether what is here is a record with the checksum that it says. */
    boolean isGood() {
        int end = at + HEADER_BYTES + payloadBytes();
        if (end > length || type() == 0) {
            return false;
        }
        CRC32C checksum = new CRC32C(); // of the type and what follows
        checksum.update(bytes, at + 6, 1 + payloadBytes());
        int value = (int) checksum.getValue();
        return Integer.rotateRight(value, 15) + MASK == in.getInt(at);
    }

    /** Goes on behind a good record. */
    void next() {
        at += HEADER_BYTES + payloadBytes();
    }

    /** Goes on to where the next good record of a batch begins, or to the end. */
    void findGood() {
        for (at++; !isOver(); at++) {
            if (type() >= FULL && type() <= LAST && isGood()) {
                return;
            }
        }
    }

    /** Goes to the end. */
    void skip() {
        at = length;
    }
}
