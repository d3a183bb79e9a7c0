package dev.ringdown.session;

import dev.ringdown.log.LogEntry;
import java.util.Arrays;

/** Single entries that a replay has sent before it walked through the log. Confined to the session's event loop. */
final class SentEntries {
    private long[] offsets = new long[0];
    private int size;

    /** Notes an entry; each is younger than the one before. */
    void add(LogEntry entry) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(16, 2 * size));
        }
        offsets[size++] = entry.offset();
    }

    boolean contains(LogEntry entry) {
        return Arrays.binarySearch(offsets, 0, size, entry.offset()) >= 0;
    }

    int size() {
        return size;
    }

    /** About how much memory it takes. */
    long bytes() {
        return 64L + (long) Long.BYTES * offsets.length;
    }
}
