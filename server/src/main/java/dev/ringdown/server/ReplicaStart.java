package dev.ringdown.server;

import dev.ringdown.config.LogSection;
import dev.ringdown.journal.Journal;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.embedded.CopiedStore;
import dev.ringdown.replica.DiscontinuityException;
import dev.ringdown.replica.RecordsGoneException;
import dev.ringdown.replica.ReplicaNode;
import dev.ringdown.replica.ReplicatedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the store with which a node joins others that share its journal: its own, if that goes on from there; else a copy of
 * another node's, or an empty one. Confined to the thread that starts the node; all of it blocks.
 */
final class ReplicaStart {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaStart.class);
    private static final long PAUSE_MILLIS = 1_000;

    /** Opens the store of this node. */
    interface StoreOpening {
        ReplicaStore open() throws IOException;
    }

    private final Foundation foundation;
    private final StoreOpening stores;
    private final Duration patience;
    private final PeerStores peers;
    private final @Nullable Path folder;

    /** @param patience how long other nodes are waited for, if there is no way without one of them */
    ReplicaStart(Foundation foundation, StoreOpening stores, Duration patience) {
        this.foundation = foundation;
        this.stores = stores;
        this.patience = patience;
        this.peers = new PeerStores(foundation.config().journal().peers());
        LogSection.Embedded embedded = foundation.config().log().embedded();
        this.folder = embedded == null ? null : embedded.folder().toAbsolutePath();
    }

    /**
     * A log over the journal, started. If this fails the journal is still open.
     *
     * @throws IOException there is no store to be had that goes on with it; the message says what to do
     */
    OpenedLog over(Journal journal) throws IOException {
        if (folder != null && CopiedStore.mayFill(folder)) {
            fill(folder, journal);
        }
        try {
            return over(stores.open(), journal);
        } catch (DiscontinuityException e) {
            putAside(e);
            return over(emptyAfter(e.formerEpoch()), journal);
        } catch (RecordsGoneException e) {
            if (folder == null || !peers.areKnown() || e.formerEpoch() > 0) {
                throw e;
            }
            putAside(e);
            copy(folder, String.valueOf(e.getMessage()));
            return over(stores.open(), journal);
        }
    }

    /** Another node's store knows more than the journal has, and is read faster. But a journal that has everything will do. */
    private void fill(Path empty, Journal journal) throws IOException {
        Journal.Bounds bounds = journal.bounds();
        if (bounds.firstPosition() > 0 && peers.areKnown()) {
            copy(
                    empty,
                    "there is no log in " + empty + ", and the journal begins with record " + bounds.firstPosition());
        } else if (bounds.lastPosition() >= 0 && peers.areKnown()) {
            String refusals = ask(empty);
            if (!refusals.isEmpty()) {
                LOG.info("no other node's log is copied, the journal is read from its beginning: {}", refusals);
            }
        }
        CopiedStore.giveUp(empty); // half a copy is of no use from here on
    }

    private void copy(Path empty, String because) throws IOException {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        LOG.info("the log of another node is needed: {}", because);
        while (true) {
            String refusals = ask(empty);
            if (refusals.isEmpty()) {
                return;
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IOException(because + "; and no other node's log can be copied: " + refusals
                        + " (one of journal.peers must be ready; if no node has a log any more, begin a new journal)");
            }
            pause();
        }
    }

    /** @return why nobody gave a copy; empty if somebody did */
    private String ask(Path empty) throws IOException {
        try {
            return peers.copyTo(empty);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("the start was interrupted", e);
    }

    private ReplicaStore emptyAfter(long formerEpoch) throws IOException {
        ReplicaStore empty = stores.open();
        try {
            ReplicatedLog.noteFormer(empty, formerEpoch);
            return empty;
        } catch (IOException | RuntimeException e) {
            empty.close();
            throw e;
        }
    }

    /** If it fails, the store is closed. */
    private OpenedLog over(ReplicaStore store, Journal journal) throws IOException {
        ReplicaNode node = new ReplicaNode(
                new SecureRandom().nextLong(),
                System::nanoTime,
                foundation.clock().instant().getEpochSecond(),
                new LoggedNotices());
        try {
            ReplicatedLog log = ReplicatedLog.open(
                    journal, store, foundation.config().journal().replica(), node, foundation.metrics());
            return OpenedLog.over(log.start(), store);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** What cannot go on is kept for whoever wants to look at it; only a person deletes it. */
    private void putAside(IOException why) throws IOException {
        if (folder == null) {
            throw why; // a log in memory begins empty, so this is none of its faults
        }
        Path aside = folder.resolveSibling(
                folder.getFileName() + ".before-" + foundation.clock().instant().getEpochSecond());
        try {
            Files.move(folder, aside);
        } catch (IOException e) { // such as one that is mounted
            throw new IOException(
                    "the log cannot go on: " + why.getMessage() + "; and it cannot be put aside as " + aside + ": " + e
                            + " (empty " + folder + ", and start again)",
                    e);
        }
        LOG.warn(
                "the log begins anew: {} (the log of before is in {}; delete it when nobody needs it)",
                why.getMessage(),
                aside);
    }
}
