package dev.ringdown.replica;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Store;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this node has, in short: a sum over all entries that were applied, and one over how many each customer has. The first
 * counts from a record on that is the same for all nodes; it goes on over a restart, since it is kept with how far the journal
 * is applied. The second follows from what is in the store. Only the log's appender calls this.
 */
final class RunningDigest {
    /** Of entries: it is not known, since a version that made none has applied some of them. */
    static final long UNKNOWN = 0;

    /** Records come back within moments; who states what is further behind is not compared. */
    private static final int MOST_NOTED = 1_024;

    /**
     * What this node had after a canary.
     *
     * @param writer of the canary
     * @param entries {@link #UNKNOWN} if that is so
     */
    record Noted(long position, long writer, long entries, long counts) {}

    private final EntryHash hash = new EntryHash();
    private final ArrayDeque<Noted> noted = new ArrayDeque<>();
    private long entries;
    private long counts;

    /**
     * Goes on where a store ends.
     *
     * @param entries as it is kept with the store
     */
    RunningDigest(Store store, long entries) {
        this.entries = entries;
        Map<UUID, Long> numbers = new HashMap<>();
        store.numbers(numbers::put);
        numbers.forEach((customer, number) -> counts += EntryHash.ofCount(customer, number));
    }

    /** As it is to be kept with what was applied. */
    long entries() {
        return entries;
    }

    /** Nodes count anew behind this record. */
    void begin(long position) {
        entries = EntryHash.ofPosition(position);
    }

    /** They are applied. */
    void add(List<LogEntry> applied) {
        for (int i = 0; i < applied.size(); i++) {
            LogEntry entry = applied.get(i);
            counts += EntryHash.ofCount(entry.customer(), entry.number())
                    - EntryHash.ofCount(entry.customer(), entry.number() - 1);
            if (entries != UNKNOWN) {
                entries += hash.of(entry);
            }
        }
    }

    /** A canary stands here. */
    Noted note(long position, long writer) {
        if (noted.size() == MOST_NOTED) {
            noted.removeFirst();
        }
        Noted note = new Noted(position, writer, entries, counts);
        noted.addLast(note);
        return note;
    }

    /** What it was after the canary of a writer at a position; null if that is not known any more, or there was none. */
    @Nullable
    Noted after(long position, long writer) {
        Iterator<Noted> newestFirst = noted.descendingIterator();
        while (newestFirst.hasNext()) {
            Noted note = newestFirst.next();
            if (note.position == position) {
                return note.writer == writer ? note : null;
            }
        }
        return null;
    }
}
