package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksObject;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * An open RocksDB with its column families and everything native that belongs to it. Thread-safe but for {@link #close},
 * which must not overlap any use: a use after it takes the process down.
 */
final class Database implements AutoCloseable {
    private static final long MIB = 1024 * 1024;

    private final List<RocksObject> natives = new ArrayList<>();
    private final RocksDB db;
    private final ColumnFamilyHandle entries;
    private final ColumnFamilyHandle latest;
    private final ColumnFamilyHandle meta;

    private Database(Path folder, boolean readOnly) throws RocksDBException {
        RocksDB.loadLibrary();
        DBOptions options = own(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxBackgroundJobs(2)
                .setMaxTotalWalSize(256 * MIB)
                // Opening must not need room, or a process that dies on a full disk cannot come back to serve readers.
                .setAvoidFlushDuringRecovery(true)
                .setKeepLogFileNum(3)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                // The end of what was being written may be torn; anything else that is wrong is corruption.
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);
        List<ColumnFamilyDescriptor> families = List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, entriesFamily()),
                new ColumnFamilyDescriptor(
                        "latest".getBytes(StandardCharsets.US_ASCII),
                        family(new ColumnFamilyOptions(), Keys.CUSTOMER_BYTES)),
                new ColumnFamilyDescriptor("meta".getBytes(StandardCharsets.US_ASCII), own(new ColumnFamilyOptions())));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        db = readOnly
                ? RocksDB.openReadOnly(options, folder.toString(), families, handles)
                : RocksDB.open(options, folder.toString(), families, handles);
        entries = handles.get(0);
        latest = handles.get(1);
        meta = handles.get(2);
    }

    /**
     * Entries of a customer are appended to each other, so the place of the last one tells that of the next. A segment of
     * the default size fits into one write buffer, and so becomes one file.
     */
    private ColumnFamilyOptions entriesFamily() {
        Properties hint = new Properties(); // there is no method for it
        hint.put("memtable_insert_with_hint_prefix_extractor", "rocksdb.FixedPrefix." + Keys.RANGE_PREFIX_BYTES);
        ColumnFamilyOptions options = ColumnFamilyOptions.getColumnFamilyOptionsFromProps(hint);
        if (options == null) {
            throw new IllegalStateException("RocksDB does not know the option " + hint);
        }
        return family(options, Keys.RANGE_PREFIX_BYTES).setWriteBufferSize(64 * MIB);
    }

    private ColumnFamilyOptions family(ColumnFamilyOptions options, int prefixBytes) {
        return own(options)
                .setWriteBufferSize(32 * MIB)
                .setMaxWriteBufferNumber(4)
                // Segments are written in order and dropped whole: sorting what is retained into further levels only
                // costs.
                .setMaxBytesForLevelBase(4096 * MIB)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .useFixedLengthPrefixExtractor(prefixBytes)
                .setMemtablePrefixBloomSizeRatio(0.05)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setFilterPolicy(own(new BloomFilter(10)))
                        .setBlockSize(16 * 1024));
    }

    private <T extends RocksObject> T own(T object) {
        natives.add(object);
        return object;
    }

    /** @throws IOException it cannot be opened; the message says what to do */
    static Database open(Path folder) throws IOException {
        try {
            PrivateFolder.make(folder);
        } catch (IOException e) {
            throw new IOException(
                    "cannot make the log's folder " + folder + ": " + e.getMessage()
                            + " (choose another with log.dir, or make it writable for this user)",
                    e);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("cannot write in the log's folder " + folder
                    + " (make it writable for this user, or choose another with log.dir)");
        }
        CopiedStore.refuseUnfinished(folder);
        DamagedFiles.refuse(folder);
        CheckpointFolders.removeLeftBehind(folder);
        return open(folder, false);
    }

    /** Opens it beside a process that writes to it. */
    static Database openReadOnly(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("CURRENT"))) {
            throw new IOException("no log in " + folder + " (expected: the folder of log.dir)");
        }
        try {
            return open(folder, true);
        } catch (IOException e) {
            DamagedFiles.refuse(folder); // what it is about may be known better
            throw e;
        }
    }

    private static Database open(Path folder, boolean readOnly) throws IOException {
        try {
            return new Database(folder, readOnly);
        } catch (RocksDBException e) {
            throw new IOException(remedy(folder, e), e);
        }
    }

    private static String remedy(Path folder, RocksDBException e) {
        String what = "cannot open the log in " + folder + ": " + e.getMessage();
        Status.Code code =
                e.getStatus() == null ? Status.Code.Undefined : e.getStatus().getCode();
        if (String.valueOf(e.getMessage()).contains("lock")) {
            return what + " (another process uses it: stop that one, or choose another folder with log.dir)";
        }
        return switch (code) {
            case Corruption ->
                what + " (a file is damaged: look with the command log " + folder + " verify"
                        + "; restore a copy, or move the folder away to begin a new log)";
            case IOError -> what + " (is there room on the disk, and may this user write there?)";
            default -> what;
        };
    }

    RocksDB db() {
        return db;
    }

    ColumnFamilyHandle entries() {
        return entries;
    }

    ColumnFamilyHandle latest() {
        return latest;
    }

    ColumnFamilyHandle meta() {
        return meta;
    }

    /** Begins another file for entries. What is in memory is written to one of its own, by a thread of the database. */
    void beginFile() throws RocksDBException {
        try (FlushOptions options = new FlushOptions().setWaitForFlush(false).setAllowWriteStall(true)) {
            db.flush(options, entries);
        }
    }

    /** Removes the files in which there are only entries of segments up to this one. */
    void removeFilesUpTo(int segment) throws RocksDBException {
        db.deleteFilesInRanges(entries, List.of(Keys.segment(0), Keys.segment(segment + 1)), false);
    }

    /** Removes the files in which there are only entries of this segment. */
    void removeFilesOf(int segment) throws RocksDBException {
        db.deleteFilesInRanges(entries, List.of(Keys.segment(segment), Keys.segment(segment + 1)), false);
    }

    /**
     * Removes what customers have in segments that are older than the newest one. It takes room until the files of those
     * segments are merged with the note of it, which therefore stands in a file of its own: in one with entries of today it
     * would make them be merged as well.
     */
    void removeParts(List<ByteShares.Part> parts) throws RocksDBException {
        beginFile();
        try (WriteBatch batch = new WriteBatch();
                WriteOptions options = new WriteOptions()) {
            for (ByteShares.Part part : parts) {
                batch.deleteRange(
                        entries,
                        Keys.entry(part.segment(), part.customer(), 0),
                        Keys.entry(part.segment(), part.customer(), Long.MAX_VALUE));
            }
            db.write(options, batch);
        }
        beginFile();
    }

    /** Makes a folder that has the database as it is now, and does not change any more. */
    void checkpoint(Path made) throws RocksDBException {
        try (Checkpoint checkpoint = Checkpoint.create(db)) {
            checkpoint.createCheckpoint(made.toString());
        }
    }

    @Override
    public void close() {
        entries.close();
        latest.close();
        meta.close();
        db.close();
        for (int i = natives.size() - 1; i >= 0; i--) {
            natives.get(i).close();
        }
    }
}
