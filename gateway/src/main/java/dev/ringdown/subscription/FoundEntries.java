package dev.ringdown.subscription;

import dev.ringdown.catchup.CatchUp;
import dev.ringdown.catchup.Preface;
import dev.ringdown.catchup.SharedReads;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Offsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code last} or {@code snapshot} has found: places in the log, of which some are meant. The entries are read a page
 * at a time, when the socket takes more. Confined to the session's event loop, but for reading.
 */
final class FoundEntries implements Preface {
    /** What one of these takes besides what it has found. */
    private static final int OVERHEAD_BYTES = 256;

    /** Reads one entry; may block on a disk. */
    interface Source {
        /** Null if it is gone. */
        @Nullable
        LogEntry entry(int index);
    }

    /** Who sends them. */
    interface Sender {
        /** Whether it sends no more. */
        boolean isOver();

        /** An entry that is meant is gone, or cannot be read. */
        void lost();
    }

    /**
     * What was found.
     *
     * @param meant indexes of those that are to be sent; whoever gets this may change it
     * @param source reads them
     */
    record Places(Offsets offsets, BitSet meant, Source source) {}

    private final Offsets offsets;
    private final BitSet meant;
    private final Source source;
    private final SharedReads reads;
    private final LogSearches searches;
    private final Sender sender;

    /** Those that were read and are to be sent next; null if there are none. */
    private @Nullable Page page;

    /** @param searches by which they are read */
    FoundEntries(Places places, SharedReads reads, LogSearches searches, Sender sender) {
        this.offsets = places.offsets();
        this.meant = places.meant();
        this.source = places.source();
        this.reads = reads;
        this.searches = searches;
        this.sender = sender;
    }

    /** How many are to be sent. */
    int count() {
        return meant.cardinality();
    }

    /** About how many bytes it takes to remember what is meant. */
    static long bytes(int found) {
        return OVERHEAD_BYTES + (found + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Whether an entry has been sent by a walk that began with these. */
    boolean hasSent(LogEntry entry, CatchUp walk) {
        int index = offsets.indexOf(entry.offset());
        return index >= 0 && meant.get(index) && walk.isBehind(index);
    }

    /** What a walk that began with these has sent of them. */
    SentEntries sent(CatchUp walk) {
        BitSet sent = (BitSet) meant.clone();
        int next = meant.length();
        while (next > 0 && !walk.isBehind(next - 1)) {
            next--;
        }
        sent.clear(next, Math.max(next, meant.length()));
        return SentEntries.of(offsets, sent);
    }

    @Override
    public int next(int from) {
        return meant.nextSetBit(from);
    }

    @Override
    public @Nullable LogEntry atHand(int index) {
        LogEntry read = page == null ? null : page.find(index);
        if (read != null) {
            return read;
        }
        page = null; // its entries are sent
        return reads.entryAtHand(offsets.get(index));
    }

    @Override
    public void drop(int index) {
        meant.clear(index);
    }

    @Override
    public void read(int index, Runnable then) {
        searches.search(new Page(index, then));
    }

    /** Reads as many entries as one step of the walk sends. */
    private final class Page implements LogSearches.Search {
        private final int[] indexes;
        private final Runnable then;
        private final List<LogEntry> found = new ArrayList<>();
        private boolean lost;

        Page(int index, Runnable then) {
            this.then = then;
            int[] next = new int[CatchUp.ENTRIES_PER_STEP];
            int count = 0;
            for (int at = index; at >= 0 && count < next.length; at = meant.nextSetBit(at + 1)) {
                next[count++] = at;
            }
            this.indexes = Arrays.copyOf(next, count);
        }

        @Nullable
        LogEntry find(int index) {
            int at = Arrays.binarySearch(indexes, index);
            return at >= 0 && at < found.size() ? found.get(at) : null;
        }

        @Override
        public boolean isWanted() {
            return !sender.isOver();
        }

        @Override
        public boolean turn() {
            int bytes = 0;
            for (int i = 0; i < indexes.length && bytes < CatchUp.BYTES_PER_STEP; i++) {
                LogEntry entry = reads.entryAtHand(offsets.get(indexes[i]));
                if (entry == null) {
                    entry = source.entry(indexes[i]);
                    if (entry == null) {
                        lost = true;
                        return false;
                    }
                    reads.share(entry);
                }
                found.add(entry);
                bytes += entry.json().length;
            }
            return false;
        }

        @Override
        public void ended() {
            if (sender.isOver()) {
                return;
            }
            if (lost && found.isEmpty()) {
                sender.lost();
            } else {
                page = this;
                then.run();
            }
        }

        @Override
        public void unavailable() {
            if (!sender.isOver()) {
                sender.lost();
            }
        }
    }
}
