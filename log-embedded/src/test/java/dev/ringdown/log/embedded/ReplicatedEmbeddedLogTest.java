package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.EPOCH;

import dev.ringdown.journal.Journal;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.contract.ReplicatedLogContract;
import dev.ringdown.log.simulation.JournalInMemory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The log that is filled from a journal, in a folder. */
class ReplicatedEmbeddedLogTest extends ReplicatedLogContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected Journal journal() {
        return JournalInMemory.prompt(() -> 1_000).connect();
    }

    @Override
    protected ReplicaStore store() throws IOException {
        return EmbeddedStore.open(LogFolder.options(folder), EPOCH);
    }
}
