package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a store in memory holds, by age and by customer, and whose is to go first: all entries are a chain, from which any is
 * taken out at once. Only the log's appender calls this.
 */
final class HeldEntries {
    /** An entry in the chain of all. */
    private static final class Held {
        private final LogEntry entry;
        private @Nullable Held older;
        private @Nullable Held newer;

        private Held(LogEntry entry, @Nullable Held older) {
            this.entry = entry;
            this.older = older;
        }
    }

    /** What one customer has, oldest first. */
    private static final class OfCustomer {
        private final ArrayDeque<Held> byAge = new ArrayDeque<>();
        private long bytes;
    }

    private final long shareBytes;
    private final Map<UUID, OfCustomer> byCustomer = new HashMap<>();
    private final Set<OfCustomer> aboveShare = new LinkedHashSet<>();
    private @Nullable Held oldest;
    private @Nullable Held newest;
    private int count;
    private long bytes;

    /** @param shareBytes a customer who has more loses its own oldest first */
    HeldEntries(long shareBytes) {
        this.shareBytes = shareBytes;
    }

    /** What all of them weigh. */
    long bytes() {
        return bytes;
    }

    int count() {
        return count;
    }

    /** The oldest of all; null if there is none. */
    @Nullable
    LogEntry oldest() {
        return oldest == null ? null : oldest.entry;
    }

    /** All of them; not to be changed meanwhile. */
    Iterable<LogEntry> oldestFirst() {
        return () -> new Iterator<>() {
            private @Nullable Held next = oldest;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public LogEntry next() {
                Held held = next;
                if (held == null) {
                    throw new NoSuchElementException("no entry is left");
                }
                next = held.newer;
                return held.entry;
            }
        };
    }

    /** The offset before so many newest entries; -1 if there are no more than these. */
    long offsetBeforeNewest(int newestCount) {
        Held held = newest;
        for (int i = 0; i < newestCount && held != null; i++) {
            held = held.older;
        }
        return held == null ? -1 : held.entry.offset();
    }

    /** The oldest of the customer that has most, if that is more than a share and not only one entry; else null. */
    @Nullable
    LogEntry oldestOfLargest() {
        OfCustomer largest = null;
        for (OfCustomer one : aboveShare) { // few: so many shares as there are in all
            if (one.byAge.size() > 1 && (largest == null || one.bytes > largest.bytes)) {
                largest = one;
            }
        }
        return largest == null ? null : largest.byAge.getFirst().entry;
    }

    /** Holds an entry that is newer than all that are held. */
    void add(LogEntry entry) {
        Held held = new Held(entry, newest);
        if (newest == null) {
            oldest = held;
        } else {
            newest.newer = held;
        }
        newest = held;
        count++;
        bytes += entry.weight();
        OfCustomer its = byCustomer.computeIfAbsent(entry.customer(), customer -> new OfCustomer());
        its.byAge.addLast(held);
        its.bytes += entry.weight();
        if (its.bytes > shareBytes) {
            aboveShare.add(its);
        }
    }

    /** Drops the oldest entry of a customer. */
    void remove(LogEntry entry) {
        OfCustomer its = requireNonNull(byCustomer.get(entry.customer()), "what its customer has");
        takeOut(its.byAge.removeFirst());
        bytes -= entry.weight();
        its.bytes -= entry.weight();
        if (its.bytes <= shareBytes) {
            aboveShare.remove(its);
        }
        if (its.byAge.isEmpty()) {
            byCustomer.remove(entry.customer());
        }
    }

    private void takeOut(Held held) {
        count--;
        if (held.older == null) {
            oldest = held.newer;
        } else {
            held.older.newer = held.newer;
        }
        if (held.newer == null) {
            newest = held.older;
        } else {
            held.newer.older = held.older;
        }
    }
}
