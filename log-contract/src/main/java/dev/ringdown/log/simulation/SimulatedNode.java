package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.replica.ReplicatedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A node while it runs: its log, and what the log stands on. Confined to one thread. */
final class SimulatedNode {
    private final String disk;
    private final JournalConnection journal;
    private final ReplicaStore store;
    private final ReplicatedLog log;

    /** @param disk its name; whoever has it open later finds there what was kept */
    SimulatedNode(String disk, JournalConnection journal, ReplicaStore store, ReplicatedLog log) {
        this.disk = disk;
        this.journal = journal;
        this.store = store;
        this.log = log;
    }

    String disk() {
        return disk;
    }

    CompletableFuture<AppendOutcome> append(List<Event> events) {
        return log.append(events);
    }

    void turn() {
        log.turn();
    }

    /** Whether its log has ended by itself. */
    boolean isLost() {
        return log.ended().toCompletableFuture().isDone();
    }

    String fault() {
        return String.valueOf(log.fault());
    }

    /** Not whether it has caught up: what the journal had when it was opened may be lost since. */
    boolean isReady() {
        return log.fault() == null;
    }

    /** From now on its follower is told nothing, and nobody says so. */
    void deafen() {
        journal.deafen(1);
    }

    boolean isDeafened() {
        return journal.isDeaf();
    }

    long headOffset() {
        return log.tail().headOffset();
    }

    /** It has what the journal means, counts it so, and knows of nobody who does not. */
    void check(JournalModel model) {
        assertThat(log.unfit()).as("%s is fit for sessions", disk).isNull();
        for (UUID customer : SimulatedPublisher.CUSTOMERS) {
            assertThat(entries(customer))
                    .as("%s has the entries of %s", disk, customer)
                    .extracting(JournalModel.Told::of)
                    .isEqualTo(model.of(customer));
            assertThat(log.epoch()).as("%s is in the epoch", disk).isEqualTo(model.epoch());
            assertThat(log.count(customer).number())
                    .as("%s counts %s", disk, customer)
                    .isEqualTo(model.of(customer).size());
        }
    }

    /** All entries of a customer, as a session that walks through the log gets them. */
    private List<LogEntry> entries(UUID customer) {
        List<LogEntry> walked = new ArrayList<>();
        LogSlice slice = read(customer, -1);
        long beforeOffset = 0;
        // Not to the head: a store that has forgotten its newest entries never gets there.
        while (slice.endOffset() > beforeOffset) {
            walked.addAll(slice.entries());
            beforeOffset = slice.endOffset();
            slice = read(customer, beforeOffset - 1);
        }
        return walked;
    }

    private LogSlice read(UUID customer, long afterOffset) {
        return log.read(customer, afterOffset, 50).toCompletableFuture().join();
    }

    @Override
    public String toString() {
        return disk + (isDeafened() ? " (deaf)" : "") + ": fault=" + log.fault() + " notReady=" + log.notReady()
                + " remark=" + log.remark();
    }

    /** Its process is gone, with everything that it did not keep. */
    void kill(Disks disks) {
        journal.close();
        disks.killed(store);
    }

    /** It ends in order. */
    void stop() {
        log.close();
    }
}
