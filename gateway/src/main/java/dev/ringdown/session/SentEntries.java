package dev.ringdown.session;

import dev.ringdown.log.LogEntry;
import java.util.Arrays;
import java.util.List;

/** Which single entries a snapshot sends. Immutable. */
final class SentEntries {
    private final long[] sortedOffsets;

    /** @param entries oldest first */
    SentEntries(List<LogEntry> entries) {
        sortedOffsets = entries.stream().mapToLong(LogEntry::offset).toArray();
    }

    boolean contains(LogEntry entry) {
        return Arrays.binarySearch(sortedOffsets, entry.offset()) >= 0;
    }
}
