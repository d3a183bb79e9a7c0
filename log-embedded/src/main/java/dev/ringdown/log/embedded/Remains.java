package dev.ringdown.log.embedded;

import dev.ringdown.log.Applied;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** What a database has beyond the head of the log when it is opened. Confined to one call. */
final class Remains {
    private final Database database;
    private final Catalog catalog;
    private final Catalog.Head head;
    private final @Nullable Applied applied;

    /** The number of the first entry of each customer that is taken back. */
    private final Map<UUID, Long> firstTaken = new HashMap<>();

    private final Map<UUID, Long> bytesLeft = new HashMap<>();
    private boolean anything;

    private Remains(Database database, Catalog catalog, Catalog.Head head, @Nullable Applied applied) {
        this.database = database;
        this.catalog = catalog;
        this.head = head;
        this.applied = applied;
    }

    /**
     * Removes what is after the head: entries of a write that failed, but of which something reached the disk, and what was
     * derived from them, and that a journal was applied so far. Writes only if there is something.
     *
     * @param applied how far a journal is applied without them; null if it is not
     * @throws IOException the database has not even come so far
     */
    static void takeBackAfter(Database database, Catalog catalog, Catalog.Head head, @Nullable Applied applied)
            throws RocksDBException, IOException {
        long there = catalog.head().offset();
        if (there < head.offset()) {
            throw new IOException("the log has lost its end: it is at offset " + there + ", and clients know it up to "
                    + head.offset() + " (restart: a new epoch begins then, and they are told)");
        }
        new Remains(database, catalog, head, applied).takeBack();
    }

    private void takeBack() throws RocksDBException {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            takeEntries(batch);
            takeLatest(batch);
            for (Map.Entry<UUID, Long> first : firstTaken.entrySet()) {
                UUID customer = first.getKey();
                long bytes = bytesLeft.getOrDefault(customer, 0L);
                catalog.customers().putNumber(batch, customer, first.getValue() - 1, head.segment(), bytes);
            }
            boolean applies = Objects.equals(catalog.applied(), applied);
            if (anything || !catalog.head().equals(head) || !applies) {
                catalog.putHead(batch, head);
                catalog.putApplied(batch, applied);
                takeSegments(batch);
                database.db().write(synced, batch);
            }
        }
    }

    private void takeSegments(WriteBatch batch) throws RocksDBException {
        long left = bytesLeft.values().stream().mapToLong(Long::longValue).sum();
        for (Segment segment : catalog.segments()) {
            if (segment.id() > head.segment()) {
                catalog.putSegment(batch, segment.with(0)); // it has begun all the same
            } else if (segment.id() == head.segment()) {
                catalog.putSegment(batch, segment.with(left));
            }
        }
    }

    private void takeEntries(WriteBatch batch) throws RocksDBException {
        try (ReadOptions totalOrder = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator entries = database.db().newIterator(database.entries(), totalOrder)) {
            for (entries.seek(Keys.segment(head.segment())); entries.isValid(); entries.next()) {
                byte[] key = entries.key();
                byte[] value = entries.value();
                UUID customer = Keys.customerOf(key);
                long offset = Keys.offsetOf(key);
                if (offset > head.offset()) {
                    batch.delete(database.entries(), key);
                    firstTaken.merge(customer, EntryCodec.numberOf(value), Math::min);
                    anything = true;
                } else if (Keys.segmentOf(key) == head.segment()) {
                    bytesLeft.merge(customer, (long) value.length, Long::sum);
                }
            }
            entries.status();
        }
    }

    /** What was overtaken by such an entry is not known any more. */
    private void takeLatest(WriteBatch batch) throws RocksDBException {
        try (ReadOptions totalOrder = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator latest = database.db().newIterator(database.latest(), totalOrder)) {
            for (latest.seekToFirst(); latest.isValid(); latest.next()) {
                if (ByteBuffer.wrap(latest.value()).getLong() > head.offset()) {
                    batch.delete(database.latest(), latest.key());
                    catalog.customers().putIncomplete(batch, Keys.customerOfLatest(latest.key()));
                    anything = true;
                }
            }
            latest.status();
        }
    }
}
