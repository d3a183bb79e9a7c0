package dev.ringdown.log.embedded;

import dev.ringdown.log.Applied;
import dev.ringdown.log.Checkpoints;
import dev.ringdown.log.Epoch;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.StoreFigures;
import dev.ringdown.log.UnknownWriteException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps entries in a folder, across restarts. When the disk is full or fails, nothing more is written until it is well
 * again; reading goes on. Thread-safe: the appender writes and maintains; anybody reads.
 */
public final class EmbeddedStore implements ReplicaStore {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    private final EmbeddedOptions options;
    private final DiskSpace disk;
    private final Retention retention;
    private final Opener opener;
    private final EntryWriter writer;
    private final OpenDatabase open;
    private final Syncing syncing;
    private final History history;
    private final Reads reads;
    private volatile long headOffset;
    private volatile @Nullable String fault;

    private EmbeddedStore(EmbeddedOptions options, long nowSeconds, LogMeters meters, Surroundings around)
            throws IOException, RocksDBException {
        this.options = options;
        this.disk = new DiskSpace(options.folder(), options.minFreeBytes(), around.free());
        Database database = Database.open(options.folder()); // first: it loads the native library
        Catalog catalog = new Catalog(database);
        Catalog.Head head = catalog.head();
        this.headOffset = head.offset();
        this.history = History.open(database, catalog, options, around, nowSeconds);
        ByteShares shares = new ByteShares(options.shareBytes(), Retention.segmentBytes(options.retentionBytes()));
        shares.restore(catalog.customers(), head);
        this.retention = new Retention(
                options.retentionBytes(), options.retentionAge().toMillis(), catalog.segments(), shares, meters);
        this.writer = new EntryWriter(retention, shares, options.sync(), head, catalog.applied());
        this.opener = new Opener(options, retention, shares);
        this.open = new OpenDatabase(opener.opened(database, catalog, head));
        this.reads = new Reads(open, this::headOffset, options.folder());
        this.syncing = new Syncing(() -> open.run(now -> now.database().db().syncWal()), options, meters);
        StoreFigures.show(new Figures(this, retention, open), meters);
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
        return open(options, nowSeconds, meters, Surroundings.of(options));
    }

    /** The same for a log that nobody counts. */
    public static EmbeddedStore open(EmbeddedOptions options, long nowSeconds) throws IOException {
        return open(options, nowSeconds, LogMeters.NONE);
    }

    /** @param around what it sees of the machine */
    static EmbeddedStore open(EmbeddedOptions options, long nowSeconds, LogMeters meters, Surroundings around)
            throws IOException {
        try {
            return new EmbeddedStore(options, nowSeconds, meters, around);
        } catch (RocksDBException e) {
            throw new IOException("cannot open the log in " + options.folder() + ": " + e.getMessage(), e);
        }
    }

    /** Of this store, for other nodes. */
    public Checkpoints checkpoints() {
        return new StoreCheckpoints(open, options.folder());
    }

    @Override
    public List<Epoch> epochs() {
        return history.epochs();
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
    public long oldestMillis() {
        return retention.oldestMillis();
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
    public @Nullable Applied applied() {
        return writer.applied();
    }

    @Override
    public void write(List<LogEntry> entries) throws IOException {
        keep(entries, null);
    }

    @Override
    public void write(List<LogEntry> entries, Applied applied) throws IOException {
        keep(entries, applied);
    }

    private void keep(List<LogEntry> entries, @Nullable Applied applied) throws IOException {
        String unwell = fault == null ? disk.shortage() : fault;
        if (unwell != null) {
            fault = unwell;
            throw new IOException(unwell);
        }
        if (entries.isEmpty() && applied == null) {
            return;
        }
        Catalog.Head before = writer.head();
        Applied appliedBefore = writer.applied();
        try {
            open.run(now -> writer.write(now.database(), now.catalog(), entries, applied));
            witness(before, appliedBefore);
            syncing.written();
            if (!entries.isEmpty()) {
                open.run(now -> {
                    now.latest().note(entries); // first: who knows the head must find all of them
                    headOffset = writer.head().offset();
                    saveLatestIfDue(now.latest(), entries.get(0).appendedAtMillis());
                });
            }
        } catch (RocksDBException e) {
            String what = broken("cannot write to " + options.folder() + ": " + e.getMessage());
            throw writer.isUnsure() ? new UnknownWriteException(what, e) : new IOException(what, e);
        }
    }

    /** Nobody may be told of what could not be witnessed; {@link #recover} takes it back. */
    private void witness(Catalog.Head before, @Nullable Applied appliedBefore) throws IOException {
        try {
            history.reached(writer.head().offset());
        } catch (IOException e) {
            writer.backTo(before, appliedBefore);
            throw new UnknownWriteException(
                    broken("cannot write the witness of the log, log.witness: " + e.getMessage()), e);
        }
    }

    /** What cannot be saved is not lost: it is in the entries. But something is wrong with the disk. */
    private void saveLatestIfDue(LatestEvents latest, long nowMillis) {
        if (latest.isDue(nowMillis)) {
            try {
                latest.save(nowMillis, false);
                syncing.written();
            } catch (RocksDBException e) {
                var unused = broken("cannot write to " + options.folder() + ": " + e.getMessage());
            }
        }
    }

    /** @return why nothing is taken from now on */
    private String broken(String what) {
        fault = what;
        LOG.warn("{} (nothing is taken until that is well again)", what);
        return what;
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        return reads.read(customer, afterOffset, maxEntries);
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        return reads.readBack(customer, beforeOffset, maxEntries);
    }

    @Override
    public long offsetOf(UUID customer, long number) {
        return reads.offsetOf(customer, number);
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        return reads.liveResources(customer);
    }

    @Override
    public void numbers(ObjLongConsumer<UUID> told) {
        reads.numbers(told);
    }

    @Override
    public long offsetBeforeNewest(int entries) {
        return reads.offsetBeforeNewest(entries);
    }

    @Override
    public void recall(long sinceMillis, long afterOffset, Consumer<Recalled> told) {
        reads.recall(sinceMillis, afterOffset, told);
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

    @Override
    public void clockSet(long byMillis) {
        retention.clockSet(byMillis);
    }

    /** Opens the database again once there is room; whatever of a failed write has reached the disk is taken back. */
    private void recover() {
        if (disk.shortage() != null) {
            return;
        }
        try {
            open.reopen(() -> opener.again(writer.head(), writer.applied()));
            history.reached(headOffset); // or the next write would only find out
            syncing.forgiven();
            fault = null;
            LOG.info("the log in {} takes events again head={}", options.folder(), headOffset);
        } catch (IOException | RocksDBException e) {
            LOG.warn("the log in {} is not well yet: {}", options.folder(), e.getMessage());
        }
    }

    @Override
    public void close() {
        syncing.close();
        open.close(this::noteClosed);
        history.close();
        writer.close();
    }

    private void noteClosed(OpenDatabase.Opened now) {
        if (fault != null) {
            return; // it is not known what is on the disk
        }
        try {
            now.latest().save(0, false);
            history.closeInOrder(now.database(), now.catalog());
        } catch (IOException | RocksDBException e) {
            LOG.warn("cannot note that the log in {} was closed: {}", options.folder(), e.getMessage());
        }
    }
}
