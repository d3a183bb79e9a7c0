package dev.ringdown.torture.cluster;

import dev.ringdown.torture.load.Beginning;
import dev.ringdown.torture.load.Crowd;
import dev.ringdown.torture.load.Identities;
import dev.ringdown.torture.load.Outcome;
import dev.ringdown.torture.load.Pauses;
import dev.ringdown.torture.load.Scene;
import dev.ringdown.torture.load.Tally;
import dev.ringdown.torture.oracle.Judge;
import dev.ringdown.torture.oracle.Ledger;
import dev.ringdown.torture.oracle.Numbers;
import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.process.DataFolder;
import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Tokens;
import dev.ringdown.torture.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One cluster from its first process to the verdict. Runs on the main thread. */
public final class ClusterRun {
    private static final String NAME = "CLUSTER";
    private static final String SECRET = "a secret of the torture, long enough for HS256";
    private static final String PUBLISHER_KEY = "the-torture-may-publish";
    private static final String NODE_KEY = "nodes-may-copy-each-others-logs";
    private static final long RETENTION_MEBIBYTES = 512;
    private static final long MEBIBYTE = 1024L * 1024;
    private static final Duration READY_AT_MOST = Duration.ofSeconds(60);
    private static final Duration ACKNOWLEDGED_AT_MOST = Duration.ofSeconds(60);

    private final ClusterOptions options;
    private final PrintWriter out;
    private final Violations violations;
    private final Tally tally = new Tally();
    private final Pauses pauses = new Pauses();

    public ClusterRun(ClusterOptions options, PrintWriter out, Violations violations) {
        this.options = options;
        this.out = out;
        this.violations = violations;
    }

    /** Limits so small that they bite. */
    private static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("auth.jwt.secret", SECRET),
                Map.entry("publish.keys.torture", PUBLISHER_KEY),
                Map.entry("admin.keys.node", NODE_KEY),
                Map.entry("journal.peer-key", NODE_KEY),
                Map.entry("server.alone", "false"),
                Map.entry("server.drain", "0s"),
                Map.entry("server.warm-up", "0s"),
                Map.entry("journal.answer-timeout", "3s"),
                Map.entry("log.sync", "interval"),
                Map.entry("log.retention-bytes", RETENTION_MEBIBYTES + "MiB"),
                Map.entry("log.min-free", Harm.MIN_FREE_BYTES + "B"),
                Map.entry("log.tail-entries", "1024"),
                Map.entry("log.tail-bytes", "1MiB"),
                Map.entry("log.read-cache-bytes", "8MiB"),
                Map.entry("limits.outbound-bytes", "16KiB"),
                Map.entry("limits.heartbeat", "2s"),
                Map.entry("limits.stalled", "12s"));
    }

    /** Does it, and prints what was counted. */
    public void run() throws IOException, InterruptedException {
        DataFolder records = DataFolder.make();
        List<DataFolder> folders = new ArrayList<>(List.of(records));
        boolean finished = false;
        try (Cluster cluster = Cluster.start(options, settings(), out)) {
            folders.addAll(cluster.folders());
            run(cluster, records);
            finished = true;
        } finally {
            if (!finished || violations.count() > 0 || options.keep()) {
                say("what processes printed, their logs, and what clients heard are kept in "
                        + String.join(
                                " ",
                                folders.stream()
                                        .map(each -> each.folder().toString())
                                        .toList()));
            } else {
                for (DataFolder folder : folders) {
                    folder.remove();
                }
            }
        }
    }

    private void run(Cluster cluster, DataFolder records) throws IOException, InterruptedException {
        List<Fault> faults = possible(cluster);
        long sureBytes = RETENTION_MEBIBYTES * MEBIBYTE / 2;
        Ledger ledger = new Ledger(options.publishers(), violations);
        Judge judge = new Judge(ledger, violations, () -> tally.get(Tally.Count.BYTES) > sureBytes, records.folder());
        World world = World.of(options.seed(), options.customers());
        Tokens tokens = new Tokens(
                SECRET, Instant.now().plusSeconds(options.seconds() + 7200L).getEpochSecond());
        List<Node> nodes = cluster.nodes().all();
        awaitReady(new Health(cluster, List.of(), pauses), "the start");
        String beginning = Beginning.of(
                nodes.get(0), tokens.of(Identities.admin(world.customers().get(0))));
        Scene scene = new Scene(
                world,
                tokens,
                PUBLISHER_KEY,
                cluster.nodes(),
                beginning,
                sureBytes,
                ledger,
                judge,
                violations,
                tally,
                pauses);
        judge.start();
        Crowd crowd = Crowd.start(
                scene,
                new Crowd.Size(
                        NAME, options.seed(), options.clients(), options.publishers(), options.eventsPerSecond()),
                nodes.size() * world.busyCustomers().size());
        Health health = new Health(cluster, crowd.watches(), pauses);
        ClusterFaults inflicted = new ClusterFaults(
                cluster, health, pauses, tally, violations, Chance.of(options.seed(), "faults " + NAME, 0), out);
        inflicted.during(Duration.ofSeconds(options.seconds()), faults);
        crowd.endPublishing(ACKNOWLEDGED_AT_MOST);
        say("published " + ledger.acknowledged() + " events; " + crowd.clients()
                + " clients get what is still to come");
        crowd.finish();
        count(nodes);
        readAll(cluster, crowd, scene);
        judge.finish();
        Numbers.check(world.customers(), ledger, violations);
        end(nodes);
        Outcome outcome =
                new Outcome(NAME, crowd.clients(), ledger.begun(), ledger.acknowledged(), judge.checkedEvents(), tally);
        Outcome.print(List.of(outcome), violations.count(), out);
        inflicted.suffered().print(out);
        tellNotRun(cluster);
    }

    private List<Fault> possible(Cluster cluster) {
        return options.faults().stream()
                .filter(fault -> cluster.forbids(fault) == null)
                .toList();
    }

    private void tellNotRun(Cluster cluster) {
        for (Fault fault : options.faults()) {
            String because = cluster.forbids(fault);
            if (because != null) {
                say("not run: " + fault + " (" + because + ')');
            }
        }
        say("not run: clock steps (a process cannot be given a time of its own without libfaketime)");
    }

    private void awaitReady(Health health, String afterWhat) throws InterruptedException {
        String fault = health.awaitWell(System.nanoTime(), READY_AT_MOST);
        if (fault != null) {
            violations.add("cluster", fault + " (expected: ready 60 s after " + afterWhat + ')');
        }
    }

    /** What nodes have counted in the lives that now end. */
    private void count(List<Node> nodes) {
        for (Node node : nodes) {
            tally.add(Tally.Count.FELL_BEHIND, node.process().counted("ringdown_sessions_fell_behind_total"));
            tally.add(Tally.Count.CAUGHT_UP, node.process().counted("ringdown_deliveries_caught_up_total"));
            if (node.process().counted("ringdown_journal_passed_over_total") > 0) {
                violations.add(node.name(), "it has passed over records of the journal (expected: nobody else writes)");
            }
        }
    }

    /** After one more kill of all nodes, somebody who was never there reads every customer from the beginning at each of them. */
    private void readAll(Cluster cluster, Crowd crowd, Scene scene) throws IOException, InterruptedException {
        List<Node> nodes = cluster.nodes().all();
        for (Node node : nodes) {
            node.process().kill();
        }
        for (Node node : nodes) {
            node.process().start();
        }
        awaitReady(new Health(cluster, List.of(), pauses), "all nodes were started again");
        int number = crowd.clients();
        for (Node node : nodes) {
            crowd.readAll(scene.at(node), number);
            number += scene.world().customers().size();
        }
    }

    private void end(List<Node> nodes) throws IOException, InterruptedException {
        for (Node node : nodes) {
            node.end();
            if (!node.process().stop()) {
                violations.add(node.name(), "did not end within 30 s of SIGTERM");
            }
            for (String line : node.process().faultLines()) {
                violations.add(node.name(), "it printed: " + line);
            }
        }
        Folders.compare(nodes, options.server(), violations);
    }

    private void say(String what) {
        synchronized (out) {
            out.println(what);
            out.flush();
        }
    }
}
