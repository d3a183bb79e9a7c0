package dev.ringdown.log.embedded;

import dev.ringdown.log.Applied;
import dev.ringdown.log.LiveResourceIndex;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Puts together what belongs to one opening of the database, the first and each further one. Immutable. */
record Opener(EmbeddedOptions options, Retention retention, ByteShares shares) {
    /** @param head how far the log is */
    OpenDatabase.Opened opened(Database database, Catalog catalog, Catalog.Head head) throws RocksDBException {
        EarlierEntries earlier = new EarlierEntries(options.routing(), catalog.countedFrom());
        EntryReader reader = new EntryReader(database, retention, shares, earlier);
        LiveResourceIndex index = new LiveResourceIndex(options.terminalTypes(), options.liveBounds());
        LatestEvents latest = new LatestEvents(database, catalog, index, earlier, reader);
        latest.restore(head);
        EntryNumbers numbers = new EntryNumbers(database, retention, shares);
        return new OpenDatabase.Opened(database, catalog, reader, numbers, latest);
    }

    /**
     * Opens it after a fault; whatever of a failed write has reached the disk is taken back.
     *
     * @param head how far the log is
     * @param applied how far a journal is applied; null if it is not
     */
    OpenDatabase.Opened again(Catalog.Head head, @Nullable Applied applied) throws IOException, RocksDBException {
        Database database = Database.open(options.folder());
        boolean done = false;
        try {
            Catalog catalog = new Catalog(database);
            Remains.takeBackAfter(database, catalog, head, applied);
            OpenDatabase.Opened opened = opened(database, catalog, head);
            done = true;
            return opened;
        } finally {
            if (!done) {
                database.close(); // or nobody could open it the next time
            }
        }
    }
}
