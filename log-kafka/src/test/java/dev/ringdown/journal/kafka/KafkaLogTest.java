package dev.ringdown.journal.kafka;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.contract.EventLogContract;
import dev.ringdown.log.simulation.NoticeList;
import dev.ringdown.replica.ReplicaNode;
import dev.ringdown.replica.ReplicaOptions;
import dev.ringdown.replica.ReplicatedLog;
import dev.ringdown.replica.WatchOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The log that is filled from a topic of a real broker. */
class KafkaLogTest extends EventLogContract {
    private @Nullable ReplicatedLog opened;

    @Override
    protected EventLog open() throws Exception {
        ReplicatedLog log = ReplicatedLog.open(
                new AwaitedJournal(Broker.open(Broker.newTopic())),
                new MemoryStore(
                        1_700_000_000,
                        1 << 30,
                        1 << 28,
                        Duration.ofHours(24),
                        new LiveResourceIndex(
                                new TerminalTypes(TerminalTypes.DEFAULT),
                                new LiveResourceIndex.Bounds(100, Long.MAX_VALUE)),
                        LogMeters.NONE),
                new ReplicaOptions(
                        new LogOptions(64, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 1_000),
                        Duration.ofHours(1),
                        1 << 20,
                        1,
                        1 << 20,
                        Duration.ofSeconds(5),
                        new WatchOptions(Duration.ofSeconds(6), Duration.ofSeconds(20), Duration.ofSeconds(30))),
                new ReplicaNode(1, () -> 0, 1_700_000_000, new NoticeList()),
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
