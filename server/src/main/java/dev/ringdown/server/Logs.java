package dev.ringdown.server;

import dev.ringdown.config.RingdownConfig;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.journal.Journal;
import dev.ringdown.journal.kafka.JournalMeters;
import dev.ringdown.journal.kafka.KafkaJournal;
import dev.ringdown.journal.kafka.KafkaOptions;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.StoredLog;
import java.io.IOException;

/** Opens the log that the configuration chooses: this node's own, or one that is filled from the journal of a cluster. */
final class Logs {
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
    OpenedLog open() throws IOException {
        RingdownConfig config = foundation.config();
        KafkaOptions kafka = config.journal().kafka();
        if (kafka == null) {
            ReplicaStore store = store();
            StoredLog log = new StoredLog(
                    store, config.log().options(), foundation.clock(), System::nanoTime, foundation.metrics());
            return OpenedLog.over(log.start(), store);
        }
        Journal journal = KafkaJournal.open(kafka, new JournalMeters(foundation.metrics()));
        try {
            return new ReplicaStart(foundation, this::store, kafka.startTimeout()).over(journal);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private ReplicaStore store() throws IOException {
        return Stores.open(foundation.config().log(), routing, foundation.clock(), foundation.metrics());
    }
}
