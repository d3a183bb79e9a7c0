package dev.ringdown.log.embedded;

import static java.util.Objects.requireNonNull;

import dev.ringdown.log.Applied;
import dev.ringdown.log.LogEntry;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Writes entries and everything that is known by them, in one batch: where they belong, how much of it is whose, and how far
 * the log is. Only the log's appender calls this.
 */
final class EntryWriter implements AutoCloseable {
    /** What a file must have to end with a segment; smaller segments share one. */
    private static final long MIN_FILE_BYTES = 32L * 1024 * 1024;

    private static final int USUAL_ENTRY_BYTES = 4 * 1024;

    private final Retention retention;
    private final ByteShares shares;
    private final WriteOptions options;

    // Of the entry that is put; direct, so that they are copied once and not twice.
    private final ByteBuffer key = ByteBuffer.allocateDirect(Keys.ENTRY_BYTES);
    private ByteBuffer value = ByteBuffer.allocateDirect(USUAL_ENTRY_BYTES);

    private Catalog.Head head;
    private @Nullable Applied applied;
    private long fileBytes; // written since a file was begun, as far as this process knows
    private boolean unsure;

    /**
     * @param head of the newest entry that is there
     * @param applied how far a journal is applied; null if it is not
     */
    EntryWriter(Retention retention, ByteShares shares, SyncPolicy sync, Catalog.Head head, @Nullable Applied applied) {
        this.retention = retention;
        this.shares = shares;
        this.options = new WriteOptions().setSync(sync == SyncPolicy.ALWAYS);
        this.head = head;
        this.applied = applied;
    }

    /** How far the log is, as far as it was written well. */
    Catalog.Head head() {
        return head;
    }

    /** How far a journal is applied, as far as that was written well; null if it is not. */
    @Nullable
    Applied applied() {
        return applied;
    }

    /** What was written since is not to count; it is removed when the database is opened again. */
    void backTo(Catalog.Head before, @Nullable Applied appliedBefore) {
        head = before;
        applied = appliedBefore;
    }

    /**
     * Whether it is not known if the last write, which failed, has reached the disk. It is taken back when the database is opened
     * again; if the process ends before that, it may be there.
     */
    boolean isUnsure() {
        return unsure;
    }

    /**
     * @param entries at least one, unless a journal is applied further
     * @param upTo how far a journal is applied with them; null if they did not come from one
     */
    void write(Database database, Catalog catalog, List<LogEntry> entries, @Nullable Applied upTo)
            throws RocksDBException {
        unsure = false;
        try (WriteBatch batch = new WriteBatch()) {
            if (upTo != null || applied != null) {
                catalog.putApplied(batch, upTo);
            }
            if (entries.isEmpty()) {
                write(database, batch);
                applied = upTo;
                return;
            }
            Segment segment = retention.segmentFor(head, entries.get(0));
            if (segment.id() != head.segment() && fileBytes >= MIN_FILE_BYTES) {
                database.beginFile();
                fileBytes = 0;
            }
            Map<UUID, Long> bytesByCustomer = new HashMap<>();
            long bytes = segment.bytes() + putEntries(batch, database, segment, entries, bytesByCustomer);
            putNotes(batch, catalog.customers(), segment, entries, bytesByCustomer);
            Catalog.Head newHead =
                    new Catalog.Head(entries.get(entries.size() - 1).offset(), segment.id(), bytes);
            catalog.putSegment(batch, segment.with(bytes));
            catalog.putHead(batch, newHead);
            write(database, batch);
            fileBytes += bytes - segment.bytes();
            retention.written(segment, bytes);
            shares.written(segment.id(), bytesByCustomer);
            head = newHead;
            applied = upTo;
        }
    }

    private void write(Database database, WriteBatch batch) throws RocksDBException {
        unsure = true;
        database.db().write(options, batch);
        unsure = false;
    }

    /**
     * @param bytesByCustomer gets what each customer of the entries has in the segment then
     * @return how many bytes they are
     */
    private long putEntries(
            WriteBatch batch,
            Database database,
            Segment segment,
            List<LogEntry> entries,
            Map<UUID, Long> bytesByCustomer)
            throws RocksDBException {
        long bytes = 0;
        for (LogEntry entry : entries) {
            Keys.putEntry(key.clear(), segment.id(), entry.customer(), entry.offset())
                    .flip();
            ByteBuffer written = EntryCodec.encode(entry, this::room).flip();
            long length = written.remaining();
            bytes += length;
            batch.put(database.entries(), key, written);
            bytesByCustomer.merge(entry.customer(), length, Long::sum);
        }
        bytesByCustomer.replaceAll((customer, more) -> shares.bytesIn(segment.id(), customer) + more);
        return bytes;
    }

    private ByteBuffer room(int bytes) {
        if (value.capacity() < bytes) {
            value = ByteBuffer.allocateDirect(bytes);
        }
        return value.clear();
    }

    private void putNotes(
            WriteBatch batch,
            CustomerNotes notes,
            Segment segment,
            List<LogEntry> entries,
            Map<UUID, Long> bytesByCustomer)
            throws RocksDBException {
        Map<UUID, Long> numbers = new HashMap<>();
        for (LogEntry entry : entries) {
            numbers.put(entry.customer(), entry.number());
        }
        for (Map.Entry<UUID, Long> number : numbers.entrySet()) {
            long bytesInSegment = requireNonNull(bytesByCustomer.get(number.getKey()));
            notes.putNumber(batch, number.getKey(), number.getValue(), segment.id(), bytesInSegment);
        }
        for (ByteShares.Part part : shares.partsEndedBy(segment.id())) {
            notes.putPart(batch, part);
        }
    }

    @Override
    public void close() {
        options.close();
    }
}
