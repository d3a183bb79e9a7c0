package dev.ringdown.journal.kafka;

import dev.ringdown.journal.Journal;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.contract.ReplicatedLogContract;
import dev.ringdown.log.simulation.MemoryDisks;

/** The log that is filled from a topic of a real broker. */
class KafkaLogTest extends ReplicatedLogContract {
    @Override
    protected Journal journal() throws Exception {
        return new AwaitedJournal(Broker.open(Broker.newTopic()));
    }

    @Override
    protected ReplicaStore store() {
        return MemoryDisks.store();
    }
}
