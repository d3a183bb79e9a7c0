package dev.ringdown.server;

import dev.ringdown.config.RingdownConfig;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.journal.Journal;
import dev.ringdown.journal.kafka.JournalMeters;
import dev.ringdown.journal.kafka.KafkaJournal;
import dev.ringdown.journal.kafka.KafkaOptions;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.StoredLog;
import dev.ringdown.replica.DiscontinuityException;
import dev.ringdown.replica.ReplicaNode;
import dev.ringdown.replica.ReplicatedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the log that the configuration chooses: this node's own, or one that is filled from the journal of a cluster. */
final class Logs {
    private static final Logger LOG = LoggerFactory.getLogger(Logs.class);

    private final Foundation foundation;
    private final RoutingTable routing;

    /** @param routing gives what earlier versions stored its topics of today */
    Logs(Foundation foundation, RoutingTable routing) {
        this.foundation = foundation;
        this.routing = routing;
    }

    /**
     * A log that is started.
     *
     * @throws IOException it cannot be opened; the message says what to do
     */
    EventLog open() throws IOException {
        RingdownConfig config = foundation.config();
        KafkaOptions kafka = config.journal().kafka();
        if (kafka == null) {
            return new StoredLog(
                            store(), config.log().options(), foundation.clock(), System::nanoTime, foundation.metrics())
                    .start();
        }
        Journal journal = KafkaJournal.open(kafka, new JournalMeters(foundation.metrics()));
        try {
            return replicated(journal).start();
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private ReplicaStore store() throws IOException {
        return Stores.open(foundation.config().log(), routing, foundation.clock(), foundation.metrics());
    }

    private ReplicatedLog replicated(Journal journal) throws IOException {
        try {
            return over(store(), journal);
        } catch (DiscontinuityException e) {
            putAside(e);
            ReplicaStore empty = store();
            try {
                ReplicatedLog.noteFormer(empty, e.formerEpoch());
            } catch (IOException | RuntimeException failure) {
                empty.close();
                throw failure;
            }
            return over(empty, journal);
        }
    }

    /** If it fails, the store is closed. */
    private ReplicatedLog over(ReplicaStore store, Journal journal) throws IOException {
        ReplicaNode node = new ReplicaNode(
                new SecureRandom().nextLong(),
                System::nanoTime,
                foundation.clock().instant().getEpochSecond(),
                new LoggedNotices());
        try {
            return ReplicatedLog.open(
                    journal, store, foundation.config().journal().replica(), node, foundation.metrics());
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** What cannot go on is kept for whoever wants to look at it; only a person deletes it. */
    private void putAside(DiscontinuityException why) throws IOException {
        var embedded = foundation.config().log().embedded();
        if (embedded == null) {
            throw why; // a log in memory begins empty, so this is none of its faults
        }
        Path folder = embedded.folder().toAbsolutePath();
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
