package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.simulation.Tally.Happening;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Nodes that share a journal, publishers that publish through them, and whatever may happen to all of them, one after the other
 * as a seed says. Confined to one thread.
 *
 * <p>A node whose log does not go on with the journal begins with an empty store, each by itself; that all begin the same epoch
 * is theirs to agree on. Nodes are configured otherwise now and then.
 */
final class SimulatedCluster implements SimulatedOpenings.Circumstances {
    private static final int FIRST_NODES = 3;
    private static final int MOST_NODES = 5;
    private static final int QUIET_STEPS = 20_000;
    private static final int MOST_ROUNDS = 20;

    private final Random random;
    private final Disks disks;
    private final Tally tally;
    private final JournalInMemory journal;
    private final SimulatedOpenings openings;
    private final List<SimulatedNode> running = new ArrayList<>();
    private final List<String> down = new ArrayList<>(); // the disks of nodes that do not run
    private final List<SimulatedPublisher> publishers;

    private long millis = 1_000_000;
    private boolean damaged; // the journal has lost something
    private boolean calm;

    SimulatedCluster(long seed, Disks disks, Tally tally) throws IOException {
        this.random = new Random(seed);
        this.disks = disks;
        this.tally = tally;
        this.journal = JournalInMemory.patient(() -> millis + random.nextInt(500), this::fate);
        this.openings = new SimulatedOpenings(random, disks, journal, this, tally);
        this.publishers = IntStream.range(0, SimulatedPublisher.COUNT)
                .mapToObj(self -> new SimulatedPublisher(self, random))
                .toList();
        for (int i = 0; i < FIRST_NODES; i++) {
            start(openings.newDisk());
        }
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public boolean isCalm() {
        return calm;
    }

    @Override
    public boolean isDamaged() {
        return damaged;
    }

    private Fate fate() {
        int dice = random.nextInt(20);
        return calm || dice >= Fate.values().length ? Fate.KEPT : Fate.values()[dice];
    }

    /** Lets so much happen, heals everything, waits until all is quiet, and looks at what there is. */
    void run(int steps) throws IOException {
        for (int i = 0; i < steps; i++) {
            step();
        }
        calmDown();
        check();
        running.forEach(SimulatedNode::stop);
    }

    private void step() throws IOException {
        switch (random.nextInt(32)) {
            case 0 -> millis += random.nextInt(8_000);
            case 1 -> happen(random.nextInt(12));
            case 2, 3, 4, 5, 6, 7 -> anyPublisher();
            case 8, 9, 10, 11, 12, 13 -> anyNode();
            default -> anyOfTheJournal();
        }
        millis += random.nextInt(20);
        lookForTheLost();
    }

    private void happen(int what) throws IOException {
        switch (what) {
            case 0, 1 -> kill(random.nextInt(3) == 0);
            case 2 -> stop();
            case 3, 4, 5 -> startOne();
            case 6 -> join();
            case 7 -> damage(random.nextInt(8));
            case 8 -> millis += 30_000 + random.nextInt(60_000);
            case 9 -> deafen();
            default -> {}
        }
    }

    private void anyPublisher() {
        if (!running.isEmpty()) {
            any(publishers).step(any(running), !calm, tally);
        }
    }

    private void anyNode() {
        if (!running.isEmpty()) {
            SimulatedNode node = any(running);
            node.turn();
            assertThat(damaged || node.headOffset() < journal.lastPosition() + 1 << 14)
                    .as("no node is ahead of the journal")
                    .isTrue();
        }
    }

    private void anyOfTheJournal() {
        List<Runnable> steps = journal.steps();
        if (!steps.isEmpty()) {
            any(steps).run();
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void kill(boolean diskToo) {
        if (running.isEmpty()) {
            return;
        }
        SimulatedNode node = any(running);
        tally.add(Happening.NODES_KILLED);
        tally.add(Happening.DISKS_LOST, diskToo ? 1 : 0);
        gone(node);
        node.kill(disks);
        down.add(diskToo ? openings.newDisk() : node.disk());
    }

    private void stop() {
        if (running.isEmpty()) {
            return;
        }
        SimulatedNode node = any(running);
        tally.add(Happening.NODES_STOPPED);
        node.stop();
        publishers.forEach(publisher -> publisher.collect(tally));
        gone(node);
        down.add(node.disk());
    }

    private void gone(SimulatedNode node) {
        running.remove(node);
        publishers.forEach(publisher -> publisher.forget(node));
    }

    private void startOne() throws IOException {
        if (!down.isEmpty()) {
            start(down.remove(random.nextInt(down.size())));
        }
    }

    private void join() throws IOException {
        if (running.size() + down.size() < MOST_NODES) {
            tally.add(Happening.NODES_JOINED);
            start(openings.newDisk());
        }
    }

    private void start(String disk) throws IOException {
        running.add(openings.open(disk));
    }

    private void damage(int how) {
        publishers.forEach(publisher -> publisher.collect(tally));
        if (how == 0) {
            tally.add(Happening.JOURNAL_REPLACED);
            journal.replace();
        } else if (how < 3 && journal.lastPosition() > 0) {
            tally.add(Happening.JOURNAL_TRUNCATED);
            journal.truncate(Math.max(-1, journal.lastPosition() - 1 - random.nextInt(15)));
        } else {
            return;
        }
        damaged = true;
        running.forEach(SimulatedNode::turn); // before anybody is told of what is gone
        publishers.forEach(publisher -> publisher.collect(tally));
        publishers.forEach(publisher -> publisher.forgive(model()));
    }

    private void deafen() {
        if (!running.isEmpty()) {
            tally.add(Happening.NODES_DEAFENED);
            any(running).deafen();
        }
    }

    private void lookForTheLost() throws IOException {
        for (SimulatedNode lost : running.stream().filter(SimulatedNode::isLost).toList()) {
            assertThat(damaged).as(lost.fault()).isTrue();
            gone(lost);
            down.add(lost.disk());
        }
    }

    private void calmDown() throws IOException {
        calm = true;
        waitUntilQuiet();
        // Who was to see a record to know of a loss has seen one then; and a new epoch makes further nodes begin again.
        publishers.get(0).step(any(running), true, tally);
        for (int i = 0; i < 3 || i < MOST_ROUNDS && !isAtRest(); i++) {
            waitUntilQuiet();
            millis += 2_000; // what has come is applied, what could not be kept is
            running.forEach(SimulatedNode::turn);
            lookForTheLost();
        }
        waitUntilQuiet(); // of the canaries of these turns
        running.forEach(SimulatedNode::turn);
        assertThat(isAtRest()).as("it stays at rest").isTrue();
    }

    private void waitUntilQuiet() throws IOException {
        for (int i = 0; i < QUIET_STEPS && !isQuiet(); i++) {
            startOne();
            anyPublisher();
            anyNode();
            anyOfTheJournal();
            millis += 10;
            lookForTheLost();
        }
        assertThat(isQuiet())
                .as("it comes to rest, with %s and without %s", running, down)
                .isTrue();
    }

    private boolean isQuiet() {
        return journal.steps().isEmpty() && running.stream().noneMatch(SimulatedNode::isDeafened) && isAtRest();
    }

    /** Nobody has anything to do but to go on. */
    private boolean isAtRest() {
        return down.isEmpty()
                && running.stream().allMatch(SimulatedNode::isReady)
                && publishers.stream().allMatch(SimulatedPublisher::isDone);
    }

    private JournalModel model() {
        return JournalModel.of(journal);
    }

    private void check() {
        JournalModel model = model();
        tally.add(Happening.RECORDS, journal.kept().size());
        tally.add(Happening.DUPLICATES, model.duplicates());
        tally.add(Happening.NEW_EPOCHS, model.newEpochs());
        running.forEach(node -> node.check(model));
        publishers.forEach(publisher -> publisher.check(model));
    }
}
