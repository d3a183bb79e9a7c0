package dev.ringdown.log.embedded;

import dev.ringdown.log.Epoch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epochs of a log, and the proof that the current one goes on: each opening gives the folder a generation that its witness
 * knows, and what anybody is told of is noted there before. Only the log's appender, and who opens and closes the log, call
 * this.
 */
final class History implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private final Witness witness;
    private final boolean durably;
    private final String folder;
    private final List<Epoch> epochs;
    private Testimony testimony;

    private History(Witness witness, boolean durably, String folder, List<Epoch> epochs, Testimony testimony) {
        this.witness = witness;
        this.durably = durably;
        this.folder = folder;
        this.epochs = epochs;
        this.testimony = testimony;
    }

    /**
     * Finds out whether the log goes on where it stopped. If that cannot be proved, a new epoch begins: offsets after the head
     * may have been given and seen before.
     *
     * <p>If this fails the database is closed.
     *
     * @param nowSeconds the time since 1970, for the epoch if a new one must begin
     */
    static History open(
            Database database, Catalog catalog, EmbeddedOptions options, Surroundings around, long nowSeconds)
            throws RocksDBException, IOException {
        Witness witness = Witness.NONE;
        boolean opened = false;
        try {
            witness = around.witnesses().open(options);
            String folder = FolderIdentity.of(options.folder());
            long head = catalog.head().offset();
            Continuity before = new Continuity(catalog.state(), folder, head, witness.testimony(), around.machine());
            List<Epoch> epochs = new ArrayList<>(catalog.epochs());
            boolean counted = !epochs.isEmpty() && epochs.get(epochs.size() - 1).counted();
            Doubt unproved = before.doubt();
            Doubt doubt = unproved == null && !counted ? Doubt.UNCOUNTED : unproved;
            if (doubt != null) {
                Remains.takeBackAfter(database, catalog, catalog.head(), catalog.applied());
                long previous =
                        epochs.isEmpty() ? -1 : epochs.get(epochs.size() - 1).epoch();
                epochs.add(new Epoch(before.nextEpoch(previous, nowSeconds), head + 1));
                boolean ofJournal = catalog.applied() != null;
                tell(doubt, before, epochs.get(epochs.size() - 1), options, ofJournal);
            }
            boolean durably = options.sync() == SyncPolicy.ALWAYS && options.witness() instanceof WitnessPlace.File;
            History history = new History(
                    witness,
                    durably,
                    folder,
                    List.copyOf(epochs),
                    new Testimony(
                            UUID.randomUUID(),
                            null,
                            epochs.get(epochs.size() - 1).epoch(),
                            head,
                            around.machine().boot(),
                            durably,
                            false));
            history.begin(database, catalog, options, doubt == null ? before.testimony() : null);
            opened = true;
            return history;
        } finally {
            if (!opened) {
                witness.close();
                database.close();
            }
        }
    }

    /**
     * The witness, the folder, and the witness again: after each step both can prove what they could before.
     *
     * @param proven what the witness said; null if that proves nothing
     */
    private void begin(Database database, Catalog catalog, EmbeddedOptions options, @Nullable Testimony proven)
            throws RocksDBException, IOException {
        if (proven != null) {
            witness.say(proven.before(testimony.generation()), true);
        }
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            catalog.putEpochs(batch, epochs);
            if (catalog.countedFrom() == Catalog.NEVER) {
                // In a new folder all of them count, also a journal's, which may have begun before the folder did.
                Epoch current = epochs.get(epochs.size() - 1);
                catalog.putCountedFrom(batch, epochs.size() == 1 ? 0 : current.epoch());
            }
            catalog.putState(batch, state(options.sync() == SyncPolicy.ALWAYS));
            database.db().write(synced, batch);
        }
        witness.say(testimony, true);
    }

    private Catalog.State state(boolean synced) {
        return new Catalog.State(testimony.machine().toString(), folder, synced, testimony.generation());
    }

    /** @param ofJournal whether a journal fills the store: what clients are told of epochs comes from there */
    private static void tell(Doubt doubt, Continuity before, Epoch epoch, EmbeddedOptions options, boolean ofJournal) {
        if (doubt == Doubt.NEW_LOG || ofJournal) {
            LOG.info(
                    "a new epoch begins epoch={} first_offset={} reason={}", epoch.epoch(), epoch.firstOffset(), doubt);
            return;
        }
        LOG.warn(
                "a new epoch begins epoch={} first_offset={} reason={} folder={} entries_lost={} (clients that come back are"
                        + " told that they may have missed events; docs/operating.md, Backup and restore)",
                epoch.epoch(),
                epoch.firstOffset(),
                doubt,
                options.folder(),
                before.entriesLost());
    }

    /** The epochs, the current one last. */
    List<Epoch> epochs() {
        return epochs;
    }

    /**
     * Entries up to an offset have been written, and somebody will be told of them when this returns.
     *
     * @throws IOException it cannot be noted, so nobody must be told
     */
    void reached(long headOffset) throws IOException {
        Testimony now = testimony.at(headOffset);
        witness.say(now, durably);
        testimony = now;
    }

    /** Notes that the log is closed in order, once everything is on the disk. */
    void closeInOrder(Database database, Catalog catalog) throws RocksDBException, IOException {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            catalog.putState(batch, state(true));
            database.db().write(synced, batch);
        }
        witness.say(testimony.closedInOrder(), true);
    }

    /** Lets go of the witness. */
    @Override
    public void close() {
        witness.close();
    }
}
