package dev.ringdown.log.contract;

import static java.util.Objects.requireNonNull;

import dev.ringdown.journal.Journal;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.simulation.NoticeList;
import dev.ringdown.replica.ReplicaNode;
import dev.ringdown.replica.ReplicaOptions;
import dev.ringdown.replica.ReplicatedLog;
import dev.ringdown.replica.WatchOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What every log must do, of one that is filled from a journal. Whoever makes a journal, or a store for such a log, runs this for it. */
public abstract class ReplicatedLogContract extends EventLogContract {
    private static final ReplicaOptions OPTIONS = new ReplicaOptions(
            new LogOptions(64, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 1_000),
            Duration.ofHours(1),
            1 << 20,
            1,
            1 << 20,
            Duration.ofSeconds(5),
            new WatchOptions(Duration.ofSeconds(6), Duration.ofSeconds(20), Duration.ofSeconds(30)));

    private static final long EPOCH = 7;

    private @Nullable ReplicatedLog opened;

    /** An empty journal, whose records are there when the call that appends them returns. */
    protected abstract Journal journal() throws Exception;

    /** An empty store. */
    protected abstract ReplicaStore store() throws Exception;

    @Override
    protected final EventLog open() throws Exception {
        ReplicatedLog log = ReplicatedLog.open(
                journal(), store(), OPTIONS, new ReplicaNode(1, () -> 0, EPOCH, new NoticeList()), LogMeters.NONE);
        log.turn(); // it founds the journal
        log.turn();
        opened = log;
        return log;
    }

    @Override
    protected final void turn() {
        requireNonNull(opened).turn();
    }
}
