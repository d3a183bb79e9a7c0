package dev.ringdown.log.embedded;

import dev.ringdown.log.Epoch;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    private final EmbeddedOptions options;
    private final DiskSpace disk;
    private final Retention retention;
    private final ByteShares shares;
    private final EntryWriter writer;
    private final OpenDatabase open;
    private final Syncing syncing;
    private final List<Epoch> epochs;

    private volatile long headOffset;
    private volatile @Nullable String fault;

    private EmbeddedStore(EmbeddedOptions options, long nowSeconds, LogMeters meters, DiskSpace.Free free)
            throws IOException, RocksDBException {
        this.options = options;
        this.disk = new DiskSpace(options.folder(), options.minFreeBytes(), free);
        Database database = Database.open(options.folder()); // first: it loads the native library
        Catalog catalog = new Catalog(database);
        Catalog.Head head = catalog.head();
        this.headOffset = head.offset();
        this.epochs = Opening.beginEpoch(database, catalog, options, nowSeconds);
        this.shares = new ByteShares(options.shareBytes(), Retention.segmentBytes(options.retentionBytes()));
        shares.restore(catalog.customers(), head);
        this.retention = new Retention(
                options.retentionBytes(), options.retentionAge().toMillis(), catalog.segments(), shares, meters);
        this.writer = new EntryWriter(retention, shares, options.sync(), head);
        this.open = new OpenDatabase(opened(database, catalog));
        this.syncing = new Syncing(() -> open.run(now -> now.database().db().syncWal()), options);
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

    private OpenDatabase.Opened opened(Database database, Catalog catalog) throws RocksDBException {
        EarlierEntries earlier = new EarlierEntries(options.routing());
        EntryReader reader = new EntryReader(database, retention, shares, earlier);
        LiveResourceIndex index = new LiveResourceIndex(options.terminalTypes(), options.liveBounds());
        LatestEvents latest = new LatestEvents(database, catalog, index, earlier, reader);
        latest.restore(writer.head());
        return new OpenDatabase.Opened(database, catalog, reader, latest);
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
        try {
            open.run(now -> {
                writer.write(now.database(), now.catalog(), entries);
                now.latest().note(entries); // first: who knows the head must find all of them
                headOffset = writer.head().offset();
                syncing.written();
                saveLatestIfDue(now.latest(), entries.get(0).appendedAtMillis());
            });
        } catch (RocksDBException e) {
            throw new IOException(broken(e), e);
        }
    }

    /** What cannot be saved is not lost: it is in the entries. But something is wrong with the disk. */
    private void saveLatestIfDue(LatestEvents latest, long nowMillis) {
        if (latest.isDue(nowMillis)) {
            try {
                latest.save(nowMillis, false);
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
        return reading(now -> now.reader().read(customer, afterOffset, maxEntries, headOffset));
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        return reading(now -> now.reader().readBack(customer, beforeOffset, maxEntries));
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        return reading(now -> {
            long offset = headOffset; // before reading, so that nothing up to it can be missing
            return new LiveSnapshot(
                    now.latest().cut(customer),
                    offset,
                    now.latest().isComplete(customer),
                    (live, kept) -> findLatest(customer, live, kept));
        });
    }

    private @Nullable LogEntry findLatest(UUID customer, LiveResourceIndex.Live live, KeptEntries kept) {
        return reading(now -> Optional.ofNullable(now.latest().find(customer, live, kept, headOffset)))
                .orElse(null);
    }

    @Override
    public void numbers(ObjLongConsumer<UUID> told) {
        boolean unused = reading(now -> {
            now.catalog().customers().numbers(told);
            return true;
        });
    }

    @Override
    public void recall(long sinceMillis, int newest, Consumer<Recalled> told) {
        boolean unused = reading(now -> {
            now.reader().recall(sinceMillis, headOffset - newest, told);
            return true;
        });
    }

    private <T> T reading(OpenDatabase.Use<T> use) {
        try {
            return open.use(use);
        } catch (RocksDBException e) {
            throw new IllegalStateException("cannot read the log in " + options.folder() + ": " + e.getMessage(), e);
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
        try {
            open.run(now -> {
                if (retention.isDue(nowMillis)) {
                    now.latest().save(nowMillis, true); // while what it stands for can still be read
                    retention.dropOld(now.database(), now.catalog(), nowMillis);
                }
                saveLatestIfDue(now.latest(), nowMillis);
            });
        } catch (RocksDBException e) {
            LOG.warn("cannot drop old entries of {}: {} (it is tried again)", options.folder(), e.getMessage());
        }
    }

    /** Opens the database again once there is room; whatever of a failed write has reached the disk is taken back. */
    private void recover() {
        if (disk.shortage() != null) {
            return;
        }
        try {
            open.reopen(this::openAgain);
            syncing.forgiven();
            fault = null;
            LOG.info("the log in {} takes events again head={}", options.folder(), headOffset);
        } catch (IOException | RocksDBException e) {
            LOG.warn("the log in {} is not well yet: {}", options.folder(), e.getMessage());
        }
    }

    private OpenDatabase.Opened openAgain() throws IOException, RocksDBException {
        Database database = Database.open(options.folder());
        boolean done = false;
        try {
            Catalog catalog = new Catalog(database);
            Opening.takeBackAfter(database, catalog, writer.head());
            OpenDatabase.Opened again = opened(database, catalog);
            done = true;
            return again;
        } finally {
            if (!done) {
                database.close(); // or nobody could open it the next time
            }
        }
    }

    @Override
    public void close() {
        syncing.close();
        open.close(this::noteClosed);
        writer.close();
    }

    private void noteClosed(OpenDatabase.Opened now) {
        if (fault != null) {
            return; // it is not known what is on the disk
        }
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            now.latest().save(0, false);
            now.catalog().putState(batch, Catalog.stateOf(options.folder(), true));
            now.database().db().write(synced, batch);
        } catch (IOException | RocksDBException e) {
            LOG.warn("cannot note that the log in {} was closed: {}", options.folder(), e.getMessage());
        }
    }
}
