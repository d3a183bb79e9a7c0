package dev.ringdown.log.embedded;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads entries out of a database. Stateless; the database must stay open while it reads. */
final class EntryReader {
    private final Database database;
    private final Retention retention;
    private final ByteShares shares;
    private final EarlierEntries earlier;

    EntryReader(Database database, Retention retention, ByteShares shares, EarlierEntries earlier) {
        this.database = database;
        this.retention = retention;
        this.shares = shares;
        this.earlier = earlier;
    }

    /** @param headOffset what is beyond it is left out */
    LogSlice read(UUID customer, long afterOffset, int maxEntries, long headOffset) throws RocksDBException {
        Found found = new Found(maxEntries);
        long fromOffset =
                Math.max(afterOffset + 1, shares.firstOffset(customer)); // what was before may not be gone yet
        List<Segment> segments = retention.segments();
        try (ReadOptions options = new ReadOptions().setPrefixSameAsStart(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            for (int i = 0; i < segments.size() && !found.isFull(); i++) {
                boolean before = i + 1 < segments.size() && segments.get(i + 1).firstOffset() <= fromOffset;
                if (!before) {
                    byte[] from = Keys.entry(segments.get(i).id(), customer, fromOffset);
                    for (iterator.seek(from); !found.isFull() && isIn(iterator, from); iterator.next()) {
                        LogEntry entry = decode(iterator);
                        if (entry.offset() > headOffset) {
                            break;
                        }
                        found.add(entry);
                    }
                    iterator.status();
                }
            }
        }
        long endOffset = found.isFull() ? found.last().offset() + 1 : headOffset + 1;
        // What goes while it is read is known to go before it does: so this is asked last.
        long firstOffset = retention.firstOffset(customer, headOffset);
        return new LogSlice(afterOffset + 1, found.entries, Math.max(endOffset, afterOffset + 1), firstOffset);
    }

    /** What one read has found so far. */
    private static final class Found {
        private final int maxEntries;
        private final List<LogEntry> entries = new ArrayList<>();
        private long bytes;

        Found(int maxEntries) {
            this.maxEntries = maxEntries;
        }

        void add(LogEntry entry) {
            entries.add(entry);
            bytes += entry.weight();
        }

        boolean isFull() {
            return entries.size() >= maxEntries || bytes >= Store.MAX_READ_BYTES;
        }

        LogEntry last() {
            return entries.get(entries.size() - 1);
        }
    }

    /** @param headOffset what is beyond it is not retained yet */
    LogSlice readBack(UUID customer, long beforeOffset, int maxEntries, long headOffset) throws RocksDBException {
        Found found = new Found(maxEntries);
        long firstOffset = shares.firstOffset(customer);
        List<Segment> segments = retention.segments();
        try (ReadOptions options = new ReadOptions().setPrefixSameAsStart(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            for (int i = segments.size() - 1; i >= 0 && !found.isFull(); i--) {
                if (segments.get(i).firstOffset() < beforeOffset) {
                    byte[] from = Keys.entry(segments.get(i).id(), customer, beforeOffset - 1);
                    for (iterator.seekForPrev(from);
                            !found.isFull() && isIn(iterator, from) && Keys.offsetOf(iterator.key()) >= firstOffset;
                            iterator.prev()) {
                        found.add(decode(iterator));
                    }
                    iterator.status();
                }
            }
        }
        long fromOffset = found.isFull() ? found.last().offset() : 0;
        Collections.reverse(found.entries);
        return new LogSlice(fromOffset, found.entries, beforeOffset, retention.firstOffset(customer, headOffset));
    }

    private static boolean isIn(RocksIterator iterator, byte[] range) {
        return iterator.isValid() && Keys.sameRange(iterator.key(), range);
    }

    private LogEntry decode(RocksIterator iterator) {
        byte[] key = iterator.key();
        return earlier.decode(Keys.customerOf(key), Keys.offsetOf(key), iterator.value());
    }

    /** Tells every entry after an offset; those of one customer in their order. */
    void after(long afterOffset, Consumer<LogEntry> told) throws RocksDBException {
        List<Segment> segments = retention.segments();
        try (ReadOptions options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            for (int i = 0; i < segments.size(); i++) {
                boolean before = i + 1 < segments.size() && segments.get(i + 1).firstOffset() <= afterOffset + 1;
                if (!before) {
                    entries(iterator, segments.get(i).id(), entry -> {
                        if (entry.offset() > afterOffset) {
                            told.accept(entry);
                        }
                    });
                }
            }
        }
    }

    /** The offset from which on all entries of a customer are retained. */
    long firstOffset(UUID customer, long headOffset) {
        return retention.firstOffset(customer, headOffset);
    }

    /** See {@link Store#firstOffset()}. */
    long firstOffset(long headOffset) {
        return retention.firstOffset(headOffset);
    }

    /** See {@link Store#offsetBeforeNewest}; {@code count} is at least 1. */
    long offsetBeforeNewest(int count) throws RocksDBException {
        PriorityQueue<Long> newest = new PriorityQueue<>(); // the oldest of them first
        List<Segment> segments = retention.segments();
        try (ReadOptions options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            for (int i = segments.size() - 1; i >= 0 && newest.size() < count; i--) {
                keys(iterator, segments.get(i).id(), key -> {
                    newest.add(Keys.offsetOf(key));
                    if (newest.size() > count) {
                        newest.remove();
                    }
                });
            }
        }
        return newest.size() < count ? -1 : newest.element() - 1;
    }

    /** See {@link Store#recall}. */
    void recall(long sinceMillis, long afterOffset, Consumer<Store.Recalled> told) throws RocksDBException {
        List<Segment> segments = retention.segments();
        try (ReadOptions options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            for (int i = 0; i < segments.size(); i++) {
                boolean old = i + 1 < segments.size()
                        && segments.get(i + 1).firstMillis() < sinceMillis
                        && segments.get(i + 1).firstOffset() <= afterOffset + 1;
                if (!old) {
                    entries(iterator, segments.get(i).id(), entry -> {
                        if (entry.appendedAtMillis() >= sinceMillis || entry.offset() > afterOffset) {
                            told.accept(new Store.Recalled(
                                    entry.customer(),
                                    entry.name(),
                                    new Placed(entry.sequence(), entry.offset()),
                                    entry.appendedAtMillis()));
                        }
                    });
                }
            }
        }
    }

    private void entries(RocksIterator iterator, int segment, Consumer<LogEntry> told) throws RocksDBException {
        keys(iterator, segment, key -> told.accept(decode(iterator)));
    }

    /** Tells the key of every entry of a segment that is retained, while the iterator stands at it. */
    private void keys(RocksIterator iterator, int segment, Consumer<byte[]> told) throws RocksDBException {
        iterator.seek(Keys.segment(segment));
        for (; iterator.isValid(); iterator.next()) {
            byte[] key = iterator.key();
            if (Keys.segmentOf(key) != segment) {
                break;
            }
            if (Keys.offsetOf(key) >= shares.firstOffset(Keys.customerOf(key))) {
                told.accept(key);
            }
        }
        iterator.status();
    }
}
