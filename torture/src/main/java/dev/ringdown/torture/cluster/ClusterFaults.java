package dev.ringdown.torture.cluster;

import dev.ringdown.torture.load.Pauses;
import dev.ringdown.torture.load.Tally;
import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.world.Chance;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What happens to a cluster: one fault after the other, and all is well between them. Runs on the thread that runs the whole. */
final class ClusterFaults {
    private static final Duration WELL_AT_MOST = Duration.ofSeconds(60);
    private static final Duration IN_SYNC_AT_MOST = Duration.ofSeconds(60);
    private static final long FULL_SHOWS_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long CHECK_MILLIS = 100;

    private final Cluster cluster;
    private final Health health;
    private final Harm harm;
    private final Suffered suffered = new Suffered();
    private final Pauses pauses;
    private final Tally tally;
    private final Violations violations;
    private final Chance chance;
    private final PrintWriter out;

    ClusterFaults(
            Cluster cluster,
            Health health,
            Pauses pauses,
            Tally tally,
            Violations violations,
            Chance chance,
            PrintWriter out) {
        this.cluster = cluster;
        this.health = health;
        this.harm = new Harm(cluster, chance);
        this.pauses = pauses;
        this.tally = tally;
        this.violations = violations;
        this.chance = chance;
        this.out = out;
    }

    Suffered suffered() {
        return suffered;
    }

    /** Lets time pass with these faults, each once before any comes again; at the end nothing is wrong. */
    void during(Duration time, List<Fault> faults) throws IOException, InterruptedException {
        long endNanos = System.nanoTime() + time.toNanos();
        List<Fault> deck = new ArrayList<>();
        awaitWell(System.nanoTime(), "the start");
        while (System.nanoTime() - endNanos < 0) {
            rest(chance.between(1_500, 4_000));
            if (deck.isEmpty()) {
                deck.addAll(chance.some(faults, faults.size()));
            }
            once(deck.remove(0));
        }
    }

    /** Nothing is done for a while, and everybody should be there all the time. */
    private void rest(long millis) throws IOException, InterruptedException {
        long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() - untilNanos < 0) {
            Thread.sleep(CHECK_MILLIS);
            String missing = health.missing();
            String fault = missing == null ? health.unready() : missing;
            if (fault != null) {
                violations.add("cluster", fault + ", though nothing is wrong");
                startAnew();
            }
        }
    }

    private void once(Fault fault) throws IOException, InterruptedException {
        pauses.begin();
        cluster.disturbance().begin();
        long beganNanos = System.nanoTime();
        String victim = harm.begin(fault);
        tally.add(Tally.Count.KILLS, fault.way() == Fault.Way.KILL || fault.way() == Fault.Way.LOSE ? 1 : 0);
        hold(fault, victim);
        harm.end();
        long endedNanos = System.nanoTime();
        awaitWell(endedNanos, fault + " of " + victim);
        long wellNanos = System.nanoTime() - endedNanos;
        Pauses.Pause client = pauses.ofClients();
        Pauses.Pause publisher = pauses.ofPublishers();
        cluster.disturbance().end();
        suffered.add(fault, endedNanos - beganNanos, wellNanos, client, publisher);
        say(fault + " of " + victim + ", over after " + TimeUnit.NANOSECONDS.toMillis(endedNanos - beganNanos)
                + " ms, all well after " + TimeUnit.NANOSECONDS.toMillis(wellNanos)
                + " more; the longest pause of a client: "
                + client + ", of a publisher: " + publisher);
        String behind = health.awaitInSync(IN_SYNC_AT_MOST);
        if (behind != null) {
            violations.add("brokers", behind + " (expected: all, 60 s after " + fault + " of " + victim + ')');
        }
    }

    private void hold(Fault fault, String victim) throws IOException, InterruptedException {
        switch (fault.way()) {
            case KILL, LOSE -> Thread.sleep(chance.percent(50) ? 0 : chance.between(500, 3_000));
            case STOP -> Thread.sleep(chance.between(1_000, 12_000));
            case CUT, DEAFEN, ISOLATE -> Thread.sleep(chance.between(3_000, 15_000));
            case FILL -> {
                long fromNanos = System.nanoTime();
                awaitFull(fault, victim);
                for (int i = chance.between(10, 40); i > 0; i--) {
                    harm.keepUp();
                    Thread.sleep(CHECK_MILLIS);
                }
                tally.add(Tally.Count.DISK_FULL_MILLIS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNanos));
            }
        }
    }

    /** A node says that it is not ready; a broker ends. */
    private void awaitFull(Fault fault, String victim) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + FULL_SHOWS_NANOS;
        while (health.missing() == null && health.unready() == null) {
            if (System.nanoTime() - deadlineNanos > 0) {
                violations.add("cluster", "nobody minds " + fault + " of " + victim + " (expected: within 20 s)");
                return;
            }
            harm.keepUp();
            Thread.sleep(CHECK_MILLIS);
        }
    }

    private void awaitWell(long sinceNanos, String afterWhat) throws IOException, InterruptedException {
        String fault = health.awaitWell(sinceNanos, WELL_AT_MOST);
        if (fault != null) {
            violations.add("cluster", fault + " (expected: all is well 60 s after " + afterWhat + ')');
            startAnew();
        }
    }

    /** So that the rest of the time is worth something. */
    private void startAnew() throws IOException, InterruptedException {
        say("all nodes are started anew, and brokers that are not there");
        for (var broker : cluster.brokers()) {
            if (!broker.isAlive()) {
                broker.start();
            }
        }
        for (Node node : cluster.nodes().all()) {
            node.process().kill();
            node.process().start();
        }
        String still = health.awaitWell(System.nanoTime(), WELL_AT_MOST);
        if (still != null) {
            violations.add("cluster", still + " (expected: all is well 60 s after all nodes were started anew)");
        }
    }

    private void say(String what) {
        synchronized (out) {
            out.println(what);
            out.flush();
        }
    }
}
