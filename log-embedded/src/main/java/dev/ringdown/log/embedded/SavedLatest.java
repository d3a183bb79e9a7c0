package dev.ringdown.log.embedded;

import dev.ringdown.log.LiveResourceIndex.Live;
import dev.ringdown.log.LogEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** Latest events as they stand in the database: by customer and subject, each behind its offset. Stateless. */
final class SavedLatest {
    /** A resource that is there. */
    record Resource(UUID customer, Live live) {}

    /** A latest event that was found. */
    record Saved(UUID customer, String subject, LogEntry entry) {
        Live live() {
            return new Live(subject, entry.offset(), entry.weight());
        }
    }

    private final Database database;
    private final EarlierEntries earlier;

    SavedLatest(Database database, EarlierEntries earlier) {
        this.database = database;
        this.earlier = earlier;
    }

    /** Which resources there are, the quietest first; without their events, which may be many. */
    List<Resource> resources() throws RocksDBException {
        List<Resource> found = new ArrayList<>();
        each(saved -> found.add(new Resource(saved.customer, saved.live())));
        found.sort(Comparator.comparingLong(resource -> resource.live.offset()));
        return found;
    }

    /** Tells all of them, in no order. */
    void each(Consumer<Saved> told) throws RocksDBException {
        try (ReadOptions options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator iterator = database.db().newIterator(database.latest(), options)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                byte[] key = iterator.key();
                UUID customer = Keys.customerOfLatest(key);
                told.accept(new Saved(customer, Keys.subjectOfLatest(key), decode(customer, iterator.value())));
            }
            iterator.status();
        }
    }

    /** The event of a resource, if this is the latest that was saved. */
    @Nullable
    LogEntry find(UUID customer, Live live) throws RocksDBException {
        byte[] value = database.db().get(database.latest(), Keys.latest(customer, live.subject()));
        return value == null || offsetOf(value) != live.offset() ? null : decode(customer, value);
    }

    /** @param latest empty: the resource is gone */
    void put(WriteBatch batch, UUID customer, String subject, Optional<LogEntry> latest) throws RocksDBException {
        byte[] key = Keys.latest(customer, subject);
        if (latest.isEmpty()) {
            batch.delete(database.latest(), key);
            return;
        }
        byte[] entry = EntryCodec.encode(latest.get());
        batch.put(
                database.latest(),
                key,
                ByteBuffer.allocate(Long.BYTES + entry.length)
                        .putLong(latest.get().offset())
                        .put(entry)
                        .array());
    }

    private static long offsetOf(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    private LogEntry decode(UUID customer, byte[] value) {
        return earlier.decode(customer, offsetOf(value), Arrays.copyOfRange(value, Long.BYTES, value.length));
    }
}
