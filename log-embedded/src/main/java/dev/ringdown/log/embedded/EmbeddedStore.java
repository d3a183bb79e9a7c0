package dev.ringdown.log.embedded;

import static java.util.Objects.requireNonNull;

import dev.ringdown.log.Epoch;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Store;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps entries in a folder, across restarts. When the disk is full or fails, nothing more is written until it is well
 * again; reading goes on. Thread-safe: the appender writes and maintains; anybody reads.
 */
public final class EmbeddedStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    /** The database is closed only by whoever holds the write lock; every use holds the read lock. */
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

    private static final String CLOSED = "the log is closed";

    /** What a file must have to end with a segment; smaller segments share one. */
    private static final long MIN_FILE_BYTES = 32L * 1024 * 1024;

    private final EmbeddedOptions options;
    private final WriteOptions writeOptions;
    private final DiskSpace disk;
    private final ByteShares shares;
    private final Retention retention;
    private final Syncing syncing;

    /** What belongs to one opening of the database. */
    private record Opened(Database database, Catalog catalog, EntryReader reader, LatestEvents latest) {}

    /** Guarded by {@link #open}; null once it is closed, or while it cannot be opened again. */
    private @Nullable Opened opened;

    private final List<Epoch> epochs;

    // Only the appender touches it.
    private Catalog.Head head;

    private long fileBytes; // written since a file was begun, as far as this process knows

    private volatile long headOffset;
    private volatile @Nullable String fault;

    private EmbeddedStore(EmbeddedOptions options, long nowSeconds, LogMeters meters, DiskSpace.Free free)
            throws IOException, RocksDBException {
        this.options = options;
        this.disk = new DiskSpace(options.folder(), options.minFreeBytes(), free);
        Database database = Database.open(options.folder()); // first: it loads the native library
        this.writeOptions = new WriteOptions().setSync(options.sync() == SyncPolicy.ALWAYS);
        Catalog catalog = new Catalog(database);
        this.head = catalog.head();
        this.headOffset = head.offset();
        this.epochs = Opening.beginEpoch(database, catalog, options, nowSeconds);
        this.shares = new ByteShares(options.shareBytes(), Retention.segmentBytes(options.retentionBytes()));
        shares.restore(catalog, head);
        this.retention = new Retention(
                options.retentionBytes(), options.retentionAge().toMillis(), catalog.segments(), shares, meters);
        this.opened = opened(database, catalog);
        this.syncing = new Syncing(this::sync, options);
    }

    /** Loads the native library of the database, which opening a log does otherwise; any thread. */
    public static void loadLibrary() {
        RocksDB.loadLibrary();
    }

    /**
     * Opens the log in a folder, or begins one.
     *
     * @param nowSeconds the time since 1970, for the epoch if a new one must begin
     * @throws IOException it cannot be opened; the message says what to do
     */
    public static EmbeddedStore open(EmbeddedOptions options, long nowSeconds, LogMeters meters) throws IOException {
        return open(options, nowSeconds, meters, DiskSpace.of(options.folder()));
    }

    /** The same for a log that nobody counts. */
    public static EmbeddedStore open(EmbeddedOptions options, long nowSeconds) throws IOException {
        return open(options, nowSeconds, LogMeters.NONE);
    }

    /** @param free tells how much room there is */
    static EmbeddedStore open(EmbeddedOptions options, long nowSeconds, DiskSpace.Free free) throws IOException {
        return open(options, nowSeconds, LogMeters.NONE, free);
    }

    private static EmbeddedStore open(EmbeddedOptions options, long nowSeconds, LogMeters meters, DiskSpace.Free free)
            throws IOException {
        try {
            return new EmbeddedStore(options, nowSeconds, meters, free);
        } catch (RocksDBException e) {
            throw new IOException("cannot open the log in " + options.folder() + ": " + e.getMessage(), e);
        }
    }

    private Opened opened(Database database, Catalog catalog) throws RocksDBException {
        EarlierEntries earlier = new EarlierEntries(options.routing());
        EntryReader reader = new EntryReader(database, retention, shares, earlier);
        LiveResourceIndex index = new LiveResourceIndex(options.terminalTypes(), options.liveBounds());
        LatestEvents latest = new LatestEvents(database, catalog, index, earlier, reader);
        latest.restore(head);
        return new Opened(database, catalog, reader, latest);
    }

    @Override
    public List<Epoch> epochs() {
        return epochs;
    }

    @Override
    public long headOffset() {
        return headOffset;
    }

    @Override
    public long firstOffset() {
        return retention.firstOffset(headOffset);
    }

    @Override
    public long firstOffset(UUID customer) {
        return retention.firstOffset(customer, headOffset);
    }

    @Override
    public @Nullable String fault() {
        return fault;
    }

    @Override
    public void write(List<LogEntry> entries) throws IOException {
        String unwell = fault == null ? disk.shortage() : fault;
        if (unwell != null) {
            fault = unwell;
            throw new IOException(unwell);
        }
        if (entries.isEmpty()) {
            return;
        }
        open.readLock().lock();
        try (WriteBatch batch = new WriteBatch()) {
            Opened now = opened();
            Segment segment = retention.segmentFor(head, entries.get(0));
            if (segment.id() != head.segment() && fileBytes >= MIN_FILE_BYTES) {
                now.database.beginFile();
                fileBytes = 0;
            }
            Map<UUID, Long> bytesByCustomer = new HashMap<>();
            Catalog.Head newHead = fill(batch, now, segment, entries, bytesByCustomer);
            now.database.db().write(writeOptions, batch);
            fileBytes += newHead.segmentBytes() - segment.bytes();
            retention.written(segment, newHead.segmentBytes());
            shares.written(segment.id(), bytesByCustomer);
            head = newHead;
            now.latest.note(entries); // first: who knows the head must find all of them
            headOffset = newHead.offset();
            syncing.written();
            saveLatestIfDue(now, entries.get(0).appendedAtMillis());
        } catch (RocksDBException e) {
            throw new IOException(broken(e), e);
        } finally {
            open.readLock().unlock();
        }
    }

    /** @throws IllegalStateException it is closed */
    private Opened opened() {
        if (opened == null) {
            throw new IllegalStateException(fault == null ? CLOSED : fault);
        }
        return opened;
    }

    /** @param bytesByCustomer gets what each customer of the entries has in the segment then */
    private Catalog.Head fill(
            WriteBatch batch, Opened now, Segment segment, List<LogEntry> entries, Map<UUID, Long> bytesByCustomer)
            throws RocksDBException {
        long bytes = segment.bytes();
        Map<UUID, Long> numbers = new HashMap<>();
        for (LogEntry entry : entries) {
            byte[] value = EntryCodec.encode(entry);
            bytes += value.length;
            batch.put(now.database.entries(), Keys.entry(segment.id(), entry.customer(), entry.offset()), value);
            numbers.put(entry.customer(), entry.number());
            bytesByCustomer.merge(entry.customer(), (long) value.length, Long::sum);
        }
        bytesByCustomer.replaceAll((customer, more) -> shares.bytesIn(segment.id(), customer) + more);
        for (Map.Entry<UUID, Long> number : numbers.entrySet()) {
            UUID customer = number.getKey();
            long bytesInSegment = requireNonNull(bytesByCustomer.get(customer));
            now.catalog.putNumber(batch, customer, number.getValue(), segment.id(), bytesInSegment);
        }
        for (ByteShares.Part part : shares.partsEndedBy(segment.id())) {
            now.catalog.putPart(batch, part);
        }
        Catalog.Head newHead = new Catalog.Head(entries.get(entries.size() - 1).offset(), segment.id(), bytes);
        now.catalog.putSegment(batch, segment.with(bytes));
        now.catalog.putHead(batch, newHead);
        return newHead;
    }

    /** What cannot be saved is not lost: it is in the entries. But something is wrong with the disk. */
    private void saveLatestIfDue(Opened now, long nowMillis) {
        if (now.latest.isDue(nowMillis)) {
            try {
                now.latest.save(nowMillis, false);
                syncing.written();
            } catch (RocksDBException e) {
                broken(e);
            }
        }
    }

    private String broken(RocksDBException e) {
        String what = "cannot write to " + options.folder() + ": " + e.getMessage();
        fault = what;
        LOG.warn("{} (nothing is taken until the disk is well again)", what);
        return what;
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        return reading(now -> now.reader.read(customer, afterOffset, maxEntries, headOffset));
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        return reading(now -> now.reader.readBack(customer, beforeOffset, maxEntries));
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        return reading(now -> {
            long offset = headOffset; // before reading, so that nothing up to it can be missing
            return new LiveSnapshot(
                    now.latest.cut(customer),
                    offset,
                    now.latest.isComplete(customer),
                    (live, kept) -> findLatest(customer, live, kept));
        });
    }

    private @Nullable LogEntry findLatest(UUID customer, LiveResourceIndex.Live live, KeptEntries kept) {
        return reading(now -> Optional.ofNullable(now.latest.find(customer, live, kept, headOffset)))
                .orElse(null);
    }

    @Override
    public void numbers(ObjLongConsumer<UUID> told) {
        boolean unused = reading(now -> {
            now.catalog.numbers(told);
            return true;
        });
    }

    @Override
    public void recall(long sinceMillis, int newest, Consumer<Recalled> told) {
        boolean unused = reading(now -> {
            now.reader.recall(sinceMillis, headOffset - newest, told);
            return true;
        });
    }

    private interface Reading<T> {
        T from(Opened now) throws RocksDBException;
    }

    private <T> T reading(Reading<T> reading) {
        open.readLock().lock();
        try {
            return reading.from(opened());
        } catch (RocksDBException e) {
            throw new IllegalStateException("cannot read the log in " + options.folder() + ": " + e.getMessage(), e);
        } finally {
            open.readLock().unlock();
        }
    }

    private void sync() throws RocksDBException {
        open.readLock().lock();
        try {
            opened().database.db().syncWal();
        } finally {
            open.readLock().unlock();
        }
    }

    @Override
    public void maintain(long nowMillis) {
        String syncFault = syncing.fault();
        if (syncFault != null) {
            fault = syncFault;
        }
        if (fault != null) {
            recover();
            return;
        }
        open.readLock().lock();
        try {
            Opened now = opened();
            if (retention.isDue(nowMillis)) {
                now.latest.save(nowMillis, true); // while what it stands for can still be read
                retention.dropOld(now.database, now.catalog, nowMillis);
            }
            saveLatestIfDue(now, nowMillis);
        } catch (RocksDBException e) {
            LOG.warn("cannot drop old entries of {}: {} (it is tried again)", options.folder(), e.getMessage());
        } finally {
            open.readLock().unlock();
        }
    }

    /** Opens the database again once there is room; whatever of a failed write has reached the disk is taken back. */
    private void recover() {
        if (disk.shortage() != null) {
            return;
        }
        open.writeLock().lock();
        try {
            if (opened != null) {
                opened.database.close();
                opened = null;
            }
            Database database = Database.open(options.folder());
            Catalog catalog = new Catalog(database);
            Opening.takeBackAfter(database, catalog, head);
            opened = opened(database, catalog);
            syncing.forgiven();
            fault = null;
            LOG.info("the log in {} takes events again head={}", options.folder(), headOffset);
        } catch (IOException | RocksDBException e) {
            LOG.warn("the log in {} is not well yet: {}", options.folder(), e.getMessage());
        } finally {
            open.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        syncing.close();
        open.writeLock().lock();
        try {
            if (opened != null) {
                noteClosed(opened);
                opened.database.close();
                opened = null;
            }
            writeOptions.close();
        } finally {
            open.writeLock().unlock();
        }
    }

    private void noteClosed(Opened now) {
        if (fault != null) {
            return; // it is not known what is on the disk
        }
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            now.latest.save(0, false);
            now.catalog.putState(batch, Catalog.stateOf(options.folder(), true));
            now.database.db().write(synced, batch);
        } catch (IOException | RocksDBException e) {
            LOG.warn("cannot note that the log in {} was closed: {}", options.folder(), e.getMessage());
        }
    }
}
