package dev.ringdown.log.embedded;

import dev.ringdown.log.Epoch;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Looks into the folder of a log without changing it, beside a process that writes to it or without one. It sees the log
 * as it was when it was opened. Not thread-safe.
 */
public final class LogInspector implements AutoCloseable {
    /**
     * What a log holds.
     *
     * @param firstOffset of the oldest retained entry
     * @param headOffset of the newest entry, -1 if there is none
     * @param oldestMillis when the oldest retained segment was begun; 0 if there is none
     * @param entryBytes what is retained, uncompressed
     * @param diskBytes what the folder takes
     */
    public record Summary(
            List<Epoch> epochs,
            int segments,
            long firstOffset,
            long headOffset,
            long oldestMillis,
            long entryBytes,
            long diskBytes) {}

    /** How much of a customer is retained. */
    public record CustomerSummary(UUID customer, long entries, long bytes, Sequence newest) {}

    private final Path folder;
    private final Database database;
    private final Catalog catalog;
    private final ByteShares shares;
    private final Retention retention;
    private final long countedFrom;

    private LogInspector(Path folder) throws IOException, RocksDBException {
        this.folder = folder;
        this.database = Database.openReadOnly(folder);
        this.catalog = new Catalog(database);
        this.shares = new ByteShares(Long.MAX_VALUE, Long.MAX_VALUE);
        shares.restore(catalog.customers(), catalog.head());
        this.retention = new Retention(Long.MAX_VALUE, Long.MAX_VALUE, catalog.segments(), shares, LogMeters.NONE);
        long from = catalog.countedFrom();
        this.countedFrom = from == Catalog.NEVER ? 0 : from;
    }

    /** @throws IOException there is no log, or it cannot be read; the message says what to do */
    public static LogInspector open(Path folder) throws IOException {
        try {
            return new LogInspector(folder);
        } catch (RocksDBException e) {
            throw failed(folder, e);
        }
    }

    private static IOException failed(Path folder, RocksDBException e) {
        return new IOException("cannot read the log in " + folder + ": " + e.getMessage(), e);
    }

    public Summary summary() throws IOException {
        try {
            List<Segment> segments = retention.segments();
            long headOffset = catalog.head().offset();
            return new Summary(
                    catalog.epochs(),
                    segments.size(),
                    retention.firstOffset(headOffset),
                    headOffset,
                    segments.isEmpty() ? 0 : segments.get(0).firstMillis(),
                    segments.stream().mapToLong(Segment::bytes).sum(),
                    diskBytes());
        } catch (RocksDBException e) {
            throw failed(folder, e);
        }
    }

    private long diskBytes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** Reads everything, by customer. */
    public List<CustomerSummary> customers() throws IOException {
        Map<UUID, CustomerSummary> byCustomer = new TreeMap<>();
        forEach(entry -> byCustomer.merge(
                entry.customer(),
                new CustomerSummary(entry.customer(), 1, entry.json().length, entry.sequence()),
                (before, one) -> new CustomerSummary(
                        before.customer,
                        before.entries + 1,
                        before.bytes + one.bytes,
                        before.newest.compareTo(one.newest) > 0 ? before.newest : one.newest)));
        return List.copyOf(byCustomer.values());
    }

    /** The entry of a customer at a position, or null if it is not retained. */
    public @Nullable LogEntry find(UUID customer, Sequence sequence) throws IOException {
        try {
            byte[] key = isOffset(sequence)
                    ? keyAt(customer, sequence.number() - 1)
                    : new EntryNumbers(database, retention, shares)
                            .keyOf(customer, sequence.number(), catalog.head().offset());
            byte[] value = key == null ? null : database.db().get(database.entries(), key);
            LogEntry found = key == null || value == null ? null : decode(key, value);
            return found == null || found.sequence().epoch() > sequence.epoch() && !isOffset(sequence) ? null : found;
        } catch (RocksDBException e) {
            throw failed(folder, e);
        }
    }

    /** Whether an earlier version gave the position, which is an offset then, one added. */
    private boolean isOffset(Sequence sequence) throws RocksDBException {
        return catalog.epochs().stream().anyMatch(epoch -> epoch.epoch() == sequence.epoch() && !epoch.counted());
    }

    private byte @Nullable [] keyAt(UUID customer, long offset) {
        byte[] key = null;
        for (Segment segment : retention.segments()) {
            if (segment.firstOffset() <= offset && offset >= shares.firstOffset(customer)) {
                key = Keys.entry(segment.id(), customer, offset);
            }
        }
        return key;
    }

    /**
     * Reads everything and checks it: checksums, that every entry can be read and holds its own sequence, that no
     * offset is there twice, that of no segment anything is missing, that the numbers of each customer have no hole.
     *
     * @return what is wrong, empty if nothing is
     */
    public List<String> verify() throws IOException {
        List<String> faults = new ArrayList<>();
        WriteAheadFiles.Damage damage = WriteAheadFiles.find(folder);
        if (damage != null) {
            faults.add(DamagedFiles.tell(damage));
        }
        try {
            database.db().verifyChecksum();
        } catch (RocksDBException e) {
            faults.add("checksum: " + e.getMessage());
        }
        LogCheck check = new LogCheck(shares.lastCut(), summary().headOffset(), faults);
        forEach(check::begin, check::entry);
        try {
            catalog.customers().numbers(check::newestNumber);
        } catch (RocksDBException e) {
            throw failed(folder, e);
        }
        check.end();
        return faults;
    }

    private interface Told {
        /** @param valueBytes what the entry takes in its segment */
        void entry(LogEntry entry, int valueBytes);
    }

    private void forEach(Consumer<LogEntry> told) throws IOException {
        forEach(segment -> {}, (entry, valueBytes) -> told.accept(entry));
    }

    private void forEach(Consumer<Segment> begun, Told told) throws IOException {
        try (ReadOptions options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            for (Segment segment : retention.segments()) {
                begun.accept(segment);
                forEach(segment, iterator, told);
            }
        } catch (RocksDBException e) {
            throw failed(folder, e);
        }
    }

    private void forEach(Segment segment, RocksIterator iterator, Told told) throws RocksDBException {
        for (iterator.seek(Keys.segment(segment.id())); iterator.isValid(); iterator.next()) {
            byte[] key = iterator.key();
            if (Keys.segmentOf(key) != segment.id()) {
                break;
            }
            if (Keys.offsetOf(key) >= shares.firstOffset(Keys.customerOf(key))) {
                byte[] value = iterator.value();
                LogEntry entry = decode(key, value);
                told.entry(entry, value.length);
            }
        }
        iterator.status();
    }

    private LogEntry decode(byte[] key, byte[] value) {
        return EntryCodec.decode(Keys.customerOf(key), Keys.offsetOf(key), value, countedFrom);
    }

    @Override
    public void close() {
        database.close();
    }
}
