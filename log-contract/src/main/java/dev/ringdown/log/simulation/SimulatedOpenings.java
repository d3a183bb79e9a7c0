package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogOptions;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.simulation.Tally.Happening;
import dev.ringdown.replica.DiscontinuityException;
import dev.ringdown.replica.ReplicaNode;
import dev.ringdown.replica.ReplicaOptions;
import dev.ringdown.replica.ReplicatedLog;
import dev.ringdown.replica.WatchOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Opens the nodes of a simulated cluster, each configured a little otherwise, on disks whose writes fail. Confined to one thread. */
final class SimulatedOpenings {
    private static final WatchOptions WATCH =
            new WatchOptions(Duration.ofSeconds(6), Duration.ofSeconds(20), Duration.ofSeconds(3));

    /** How it is in the cluster at this time. */
    interface Circumstances {
        long millis();

        /** Whether nothing fails any more. */
        boolean isCalm();

        /** Whether the journal has lost something. */
        boolean isDamaged();
    }

    private final Random random;
    private final Disks disks;
    private final JournalInMemory journal;
    private final Circumstances now;
    private final Tally tally;
    private final int rememberedEvents;
    private int disksMade;
    private long openings;

    SimulatedOpenings(Random random, Disks disks, JournalInMemory journal, Circumstances now, Tally tally) {
        this.random = random;
        this.disks = disks;
        this.journal = journal;
        this.now = now;
        this.tally = tally;
        this.rememberedEvents = random.nextInt(3) == 0 ? 15 : 1_000;
    }

    /** The name of a disk with nothing on it. */
    String newDisk() {
        return "node-" + disksMade++;
    }

    private ReplicaOptions options() {
        int remembered = random.nextInt(12) == 0 ? 30 : rememberedEvents;
        LogOptions log =
                new LogOptions(16, 1 << 20, 3, 1 << 20, 1 + random.nextInt(4), Duration.ofSeconds(60), remembered);
        return new ReplicaOptions(
                log,
                Duration.ofDays(1),
                4_000 + random.nextInt(8_000),
                1 + random.nextInt(3),
                1 << 20,
                Duration.ofSeconds(5),
                WATCH);
    }

    /** A node over this disk; over an empty one, if what is there cannot go on with the journal. */
    SimulatedNode open(String disk) throws IOException {
        ReplicaStore store = disks.open(disk);
        JournalConnection connection = journal.connectHere();
        try {
            ReplicatedLog log = ReplicatedLog.open(
                    connection,
                    FlakyStore.over(store, this::writeFails, random::nextBoolean),
                    options(),
                    new ReplicaNode(
                            openings++,
                            () -> TimeUnit.MILLISECONDS.toNanos(now.millis()),
                            TimeUnit.MILLISECONDS.toSeconds(now.millis()),
                            new SimulatedOperator(tally)),
                    new TalliedMeters(tally));
            return new SimulatedNode(disk, connection, store, log);
        } catch (DiscontinuityException e) {
            assertThat(now.isDamaged()).as(e.getMessage()).isTrue();
            connection.close();
            disks.killed(store);
            return openInstead(e.formerEpoch());
        }
    }

    /** A node whose store cannot go on begins with an empty one. */
    private SimulatedNode openInstead(long formerEpoch) throws IOException {
        tally.add(Happening.STORES_EMPTIED);
        String disk = newDisk();
        ReplicaStore empty = disks.open(disk);
        ReplicatedLog.noteFormer(empty, formerEpoch);
        disks.killed(empty);
        return open(disk);
    }

    private boolean writeFails() {
        boolean fails = !now.isCalm() && random.nextInt(40) == 0;
        tally.add(Happening.WRITES_FAILED, fails ? 1 : 0);
        return fails;
    }
}
