package dev.ringdown.log.contract;

import dev.ringdown.journal.Journal;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.simulation.JournalInMemory;
import dev.ringdown.log.simulation.MemoryDisks;

/** The log that is filled from a journal, in memory. */
class ReplicatedMemoryLogTest extends ReplicatedLogContract {
    @Override
    protected Journal journal() {
        return JournalInMemory.prompt(() -> 1_000).connect();
    }

    @Override
    protected ReplicaStore store() {
        return MemoryDisks.store();
    }
}
