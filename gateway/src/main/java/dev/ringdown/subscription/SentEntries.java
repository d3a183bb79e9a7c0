package dev.ringdown.subscription;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Offsets;
import java.util.BitSet;

/** Single entries that a replay has sent before it walked through the log. Immutable. */
final class SentEntries {
    /** How many times as many offsets may be held for the sake of those that were sent, which others hold too. */
    private static final int MAX_SPARSE = 8;

    private final Offsets offsets;
    private final BitSet sent;
    private final int size;

    private SentEntries(Offsets offsets, BitSet sent, int size) {
        this.offsets = offsets;
        this.sent = sent;
        this.size = size;
    }

    /** @param sent indexes of those that were sent; not changed any more */
    static SentEntries of(Offsets offsets, BitSet sent) {
        int size = sent.cardinality();
        if (size * MAX_SPARSE >= offsets.size()) {
            return new SentEntries(offsets, sent, size);
        }
        BitSet all = new BitSet(size);
        all.set(0, size);
        return new SentEntries(Offsets.of(sent.stream().mapToLong(offsets::get).toArray()), all, size);
    }

    boolean contains(LogEntry entry) {
        int index = offsets.indexOf(entry.offset());
        return index >= 0 && sent.get(index);
    }

    int size() {
        return size;
    }

    /** About how much memory it takes; of offsets that others hold too, its part. */
    long bytes() {
        return 64L + sent.size() / Byte.SIZE + (long) Long.BYTES * size;
    }
}
