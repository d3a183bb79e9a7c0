package dev.ringdown.log.embedded;

import dev.ringdown.log.Epoch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be found out, and put right, when a database is opened. Stateless. */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private Opening() {}

    /**
     * Finds out whether an offset after the head may have been given and seen before: when the machine went down before
     * everything was on the disk, or when the folder is a copy. Then a new epoch begins.
     *
     * @return the epochs, the current one last
     */
    static List<Epoch> beginEpoch(Database database, Catalog catalog, EmbeddedOptions options, long nowSeconds)
            throws RocksDBException, IOException {
        List<Epoch> epochs = new ArrayList<>(catalog.epochs());
        Catalog.State last = catalog.state();
        Catalog.State now = Catalog.stateOf(options.folder(), options.sync() == SyncPolicy.ALWAYS);
        String reason = reasonForNewEpoch(last, now);
        if (reason != null) {
            long previous =
                    epochs.isEmpty() ? -1 : epochs.get(epochs.size() - 1).epoch();
            long epoch = Math.max(previous + 1, nowSeconds);
            epochs.add(new Epoch(epoch, catalog.head().offset() + 1));
            LOG.info(
                    "a new epoch begins epoch={} first_offset={} reason={}",
                    epoch,
                    catalog.head().offset() + 1,
                    reason);
        }
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            catalog.putEpochs(batch, epochs);
            catalog.putState(batch, now);
            database.db().write(synced, batch);
        }
        return List.copyOf(epochs);
    }

    private static @Nullable String reasonForNewEpoch(Catalog.@Nullable State last, Catalog.State now) {
        if (last == null) {
            return "new log";
        }
        if (!last.folder().equals(now.folder())) {
            return "the folder is a copy";
        }
        return last.synced() || last.machine().equals(now.machine()) ? null : "the machine went down";
    }

    /** Removes entries after the head: of a write that failed, but of which something reached the disk. */
    static void takeBackAfter(Database database, Catalog catalog, Catalog.Head head) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch();
                ReadOptions totalOrder = new ReadOptions().setTotalOrderSeek(true);
                WriteOptions synced = new WriteOptions().setSync(true)) {
            try (RocksIterator entries = database.db().newIterator(database.entries(), totalOrder)) {
                for (entries.seek(Keys.segment(head.segment())); entries.isValid(); entries.next()) {
                    if (Keys.offsetOf(entries.key()) > head.offset()) {
                        batch.delete(database.entries(), entries.key());
                    }
                }
                entries.status();
            }
            catalog.putHead(batch, head);
            database.db().write(synced, batch);
        }
    }
}
