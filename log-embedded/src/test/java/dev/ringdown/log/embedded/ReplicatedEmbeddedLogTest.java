package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static java.util.Objects.requireNonNull;

import dev.ringdown.log.EventLog;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.contract.EventLogContract;
import dev.ringdown.log.simulation.JournalInMemory;
import dev.ringdown.log.simulation.NoticeList;
import dev.ringdown.replica.ReplicaNode;
import dev.ringdown.replica.ReplicaOptions;
import dev.ringdown.replica.ReplicatedLog;
import dev.ringdown.replica.WatchOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The log that is filled from a journal, in a folder. */
class ReplicatedEmbeddedLogTest extends EventLogContract {
    @TempDir
    private Path folder = Path.of("");

    private @Nullable ReplicatedLog opened;

    @Override
    protected EventLog open() throws IOException {
        ReplicatedLog log = ReplicatedLog.open(
                JournalInMemory.prompt(() -> 1_000).connect(),
                EmbeddedStore.open(LogFolder.options(folder), EPOCH),
                new ReplicaOptions(
                        new LogOptions(64, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 1_000),
                        Duration.ofHours(1),
                        1 << 20,
                        1,
                        1 << 20,
                        Duration.ofSeconds(5),
                        new WatchOptions(Duration.ofSeconds(6), Duration.ofSeconds(20), Duration.ofSeconds(30))),
                new ReplicaNode(1, () -> 0, 7, new NoticeList()),
                LogMeters.NONE);
        log.turn(); // it founds the journal
        log.turn();
        opened = log;
        return log;
    }

    @Override
    protected void turn() {
        requireNonNull(opened).turn();
    }
}
