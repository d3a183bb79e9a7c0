package dev.ringdown.subscription;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Offsets;
import dev.ringdown.routing.FilterSet;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Walks back through the log until as many entries are found as {@code last} asked for, nothing is left, or as many were
 * looked at as may be. Confined to whoever has the turn.
 */
final class LastSearch {
    /** Entries looked at in a turn. */
    static final int ENTRIES_PER_TURN = 1024;

    private final SharedReads reads;
    private final UUID customer;
    private final FilterSet asked;
    private final long[] found;

    private int count;
    private long beforeOffset;
    private int left;

    /** Whether nothing is retained before where it has got. */
    private boolean through;

    /** @param untilOffset the newest that may be found */
    LastSearch(SharedReads reads, UUID customer, FilterSet asked, long untilOffset, int most) {
        this.reads = reads;
        this.customer = customer;
        this.asked = asked;
        this.found = new long[most];
        this.beforeOffset = untilOffset + 1;
        this.left = reads.options().historyEntries();
    }

    /** Looks at some more entries; false once it has finished. */
    boolean turn() {
        if (isFinished()) {
            return false;
        }
        LogSlice slice = reads.readBack(customer, beforeOffset, Math.min(left, ENTRIES_PER_TURN));
        List<LogEntry> entries = slice.entries();
        for (int i = entries.size() - 1; i >= 0 && count < found.length; i--) {
            LogEntry entry = entries.get(i);
            left--;
            if (asked.matches(entry) && !asked.matchesEarlier(entry)) {
                count++;
                found[found.length - count] = entry.offset(); // the newest stands last
                reads.share(entry);
            }
        }
        beforeOffset = slice.fromOffset();
        through = beforeOffset <= slice.firstOffset();
        return !isFinished();
    }

    private boolean isFinished() {
        return count == found.length || through || left <= 0;
    }

    /** Whether there is nothing more to be found. */
    boolean isComplete() {
        return count == found.length || through;
    }

    /** What was found, oldest first. */
    Offsets found() {
        return Offsets.of(Arrays.copyOfRange(found, found.length - count, found.length));
    }
}
