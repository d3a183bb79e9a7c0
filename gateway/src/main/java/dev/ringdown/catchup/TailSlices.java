package dev.ringdown.catchup;

import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stretches of one customer's entries, looked for in the live tail. Thread-safe; never blocks. */
final class TailSlices {
    /** Entries of the live tail, of all customers, that one look examines. */
    static final int ENTRIES_PER_LOOK = 1024;

    /** Entries of one customer that one look takes: no more than a step of catching up delivers. */
    static final int ENTRIES_PER_SLICE = CatchUp.ENTRIES_PER_STEP;

    private final EventLog log;
    private final LiveTail tail;

    TailSlices(EventLog log) {
        this.log = log;
        this.tail = log.tail();
    }

    /** The stretch that begins at an offset; null if the tail does not hold all of it any more, or has not got there. */
    @Nullable
    LogSlice at(UUID customer, long fromOffset) {
        LiveTail.Head head = tail.head();
        if (fromOffset < tail.oldestOffset() || fromOffset > head.offset()) {
            return null;
        }
        long place = tail.placeAtOrAfter(fromOffset);
        if (place < 0) {
            return null;
        }
        long endPlace = Math.min(head.place() + 1, place + ENTRIES_PER_LOOK);
        List<LogEntry> entries = new ArrayList<>();
        long endOffset = head.offset() + 1;
        for (; place < endPlace && entries.size() < ENTRIES_PER_SLICE; place++) {
            LogEntry entry = tail.at(place);
            if (entry == null) {
                return null; // overwritten meanwhile
            }
            if (entry.customer().equals(customer)) {
                entries.add(entry);
            }
            endOffset = entry.offset() + 1;
        }
        return new LogSlice(fromOffset, entries, endOffset, log.firstOffset(customer));
    }
}
