package dev.ringdown.log.embedded;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Store;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads entries out of a database. Stateless; the database must stay open while it reads. */
final class EntryReader {
    private final Database database;
    private final Retention retention;

    EntryReader(Database database, Retention retention) {
        this.database = database;
        this.retention = retention;
    }

    /** @param headOffset what is beyond it is left out */
    LogSlice read(UUID customer, long afterOffset, int maxEntries, long headOffset) throws RocksDBException {
        List<LogEntry> found = new ArrayList<>();
        List<Segment> segments = retention.segments();
        try (ReadOptions options = new ReadOptions().setPrefixSameAsStart(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            for (int i = 0; i < segments.size() && found.size() < maxEntries; i++) {
                boolean before = i + 1 < segments.size() && segments.get(i + 1).firstOffset() <= afterOffset + 1;
                if (!before) {
                    byte[] from = Keys.entry(segments.get(i).id(), customer, afterOffset + 1);
                    for (iterator.seek(from); found.size() < maxEntries && isIn(iterator, from); iterator.next()) {
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
        long endOffset = found.size() < maxEntries
                ? headOffset + 1
                : found.get(found.size() - 1).offset() + 1;
        return new LogSlice(afterOffset + 1, found, Math.max(endOffset, afterOffset + 1));
    }

    LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) throws RocksDBException {
        List<LogEntry> found = new ArrayList<>();
        List<Segment> segments = retention.segments();
        try (ReadOptions options = new ReadOptions().setPrefixSameAsStart(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            for (int i = segments.size() - 1; i >= 0 && found.size() < maxEntries; i--) {
                if (segments.get(i).firstOffset() < beforeOffset) {
                    byte[] from = Keys.entry(segments.get(i).id(), customer, beforeOffset - 1);
                    for (iterator.seekForPrev(from);
                            found.size() < maxEntries && isIn(iterator, from);
                            iterator.prev()) {
                        found.add(decode(iterator));
                    }
                    iterator.status();
                }
            }
        }
        Collections.reverse(found);
        long fromOffset = found.size() < maxEntries ? 0 : found.get(0).offset();
        return new LogSlice(fromOffset, found, beforeOffset);
    }

    private static boolean isIn(RocksIterator iterator, byte[] range) {
        return iterator.isValid() && Keys.sameRange(iterator.key(), range);
    }

    private static LogEntry decode(RocksIterator iterator) {
        byte[] key = iterator.key();
        return EntryCodec.decode(Keys.customerOf(key), Keys.offsetOf(key), iterator.value());
    }

    /** See {@link Store#recall}. */
    void recall(long sinceMillis, Consumer<Store.Recalled> told) throws RocksDBException {
        List<Segment> segments = retention.segments();
        try (ReadOptions options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            for (int i = 0; i < segments.size(); i++) {
                boolean old = i + 1 < segments.size() && segments.get(i + 1).firstMillis() < sinceMillis;
                if (!old) {
                    recall(iterator, segments.get(i).id(), sinceMillis, told);
                }
            }
        }
    }

    private static void recall(RocksIterator iterator, int segment, long sinceMillis, Consumer<Store.Recalled> told)
            throws RocksDBException {
        iterator.seek(Keys.segment(segment));
        for (; iterator.isValid() && Keys.segmentOf(iterator.key()) == segment; iterator.next()) {
            LogEntry entry = decode(iterator);
            if (entry.appendedAtMillis() >= sinceMillis) {
                told.accept(new Store.Recalled(entry.name(), entry.sequence(), entry.appendedAtMillis()));
            }
        }
        iterator.status();
    }

    /** The latest event of every live resource of a customer, oldest first. */
    List<LogEntry> latest(UUID customer) throws RocksDBException {
        List<LogEntry> found = new ArrayList<>();
        byte[] prefix = Keys.latest(customer, "");
        try (ReadOptions options = new ReadOptions().setPrefixSameAsStart(true);
                RocksIterator iterator = database.db().newIterator(database.latest(), options)) {
            for (iterator.seek(prefix); iterator.isValid(); iterator.next()) {
                if (!Arrays.equals(prefix, 0, prefix.length, iterator.key(), 0, prefix.length)) {
                    break;
                }
                found.add(decodeLatest(iterator));
            }
            iterator.status();
        }
        found.sort(Comparator.comparingLong(LogEntry::offset));
        return found;
    }

    /** Whose and which resources are alive, the quietest first. */
    static List<LiveResource> allLatest(Database database) throws RocksDBException {
        List<LiveResource> found = new ArrayList<>();
        try (ReadOptions options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator iterator = database.db().newIterator(database.latest(), options)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                byte[] key = iterator.key();
                found.add(new LiveResource(
                        Keys.customerOfLatest(key),
                        Keys.subjectOfLatest(key),
                        ByteBuffer.wrap(iterator.value()).getLong()));
            }
            iterator.status();
        }
        found.sort(Comparator.comparingLong(LiveResource::offset));
        return found;
    }

    /** A resource that is alive, and the offset of its latest event. */
    record LiveResource(UUID customer, String subject, long offset) {}

    /** The value under which a resource's latest event is kept: its offset, then the entry's value. */
    static byte[] latestValue(long offset, byte[] value) {
        return ByteBuffer.allocate(Long.BYTES + value.length)
                .putLong(offset)
                .put(value)
                .array();
    }

    private static LogEntry decodeLatest(RocksIterator iterator) {
        byte[] value = iterator.value();
        return EntryCodec.decode(
                Keys.customerOfLatest(iterator.key()),
                ByteBuffer.wrap(value).getLong(),
                Arrays.copyOfRange(value, Long.BYTES, value.length));
    }
}
