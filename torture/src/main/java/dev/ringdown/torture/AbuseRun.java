package dev.ringdown.torture;

import dev.ringdown.torture.abuse.Attackers;
import dev.ringdown.torture.abuse.Findings;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.ServerState;
import dev.ringdown.torture.abuse.Setup;
import dev.ringdown.torture.abuse.Target;
import dev.ringdown.torture.abuse.Trial;
import dev.ringdown.torture.abuse.scenarios.Ordinary;
import dev.ringdown.torture.apart.ApartAttackers;
import dev.ringdown.torture.apart.Whereabouts;
import dev.ringdown.torture.process.DataFolder;
import dev.ringdown.torture.process.ServerCertificate;
import dev.ringdown.torture.process.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Scenarios of abuse against a server with the default configuration: each some rounds long, and in each round a run with
 * as many honest clients in the attackers' place. Runs on the main thread; cut off by a signal it tells what it has, and leaves
 * no server behind. The server of a scenario stays a while when it was played, idle, to see what memory it gives back: the next one
 * is played meanwhile.
 */
final class AbuseRun {
    private static final String SECRET = "a secret of the torture, long enough for HS256";
    private static final String PUBLISHER_KEY = "the-torture-may-publish";
    private static final String WEBHOOK = "source.webhooks.abused.";

    /** Within this time a server that has nothing to do gives back what it does not need. */
    private static final long SETTLING_MILLIS = 120_000;

    private final List<String> command;
    private final List<Scenario> scenarios;
    private final int rounds;
    private final int nice;
    private final PrintWriter out;

    /** Servers that run at this time, for the end of the process. */
    private final Set<ServerProcess> running = ConcurrentHashMap.newKeySet();

    /**
     * A scenario of which all rounds were played, and its server, which may still run.
     *
     * @param broken what ended it early; empty if nothing did
     * @param endNanos when the last round was over
     */
    private record Played(
            Scenario scenario,
            DataFolder folder,
            ServerProcess server,
            List<Findings> ordinary,
            List<Findings> abused,
            String broken,
            long endNanos) {}

    /**
     * @param command the command line that starts the server
     * @param nice by how much attackers stand back, 0 to 19
     */
    AbuseRun(List<String> command, List<Scenario> scenarios, int rounds, int nice, PrintWriter out) {
        this.command = List.copyOf(command);
        this.scenarios = List.copyOf(scenarios);
        this.rounds = rounds;
        this.nice = nice;
        this.out = out;
    }

    /** Prints a table, a row for each scenario as soon as it is known; returns whether everything held. */
    boolean run() throws IOException, InterruptedException {
        AbuseTable table = new AbuseTable(out, scenarios);
        Thread cutOff = new Thread(() -> endEarly(table), "cut-off");
        Runtime.getRuntime().addShutdownHook(cutOff);
        table.head(rounds);
        boolean held = true;
        Played before = null;
        for (Scenario scenario : scenarios) {
            Played now = play(scenario);
            held &= before == null || tell(before, table); // its server has been idle since
            before = now;
        }
        held &= before == null || tell(before, table);
        Runtime.getRuntime().removeShutdownHook(cutOff);
        table.end();
        return held;
    }

    private void endEarly(AbuseTable table) {
        table.end();
        running.forEach(ServerProcess::forget);
    }

    /** A server of its own: what one attack leaves behind is not the next one's. It still runs when this returns. */
    private Played play(Scenario scenario) throws IOException, InterruptedException {
        DataFolder folder = DataFolder.make();
        Map<String, String> settings = new HashMap<>();
        settings.put("log.dir", folder.log().toString());
        settings.put("auth.jwt.secret", SECRET);
        settings.put("publish.keys.torture", PUBLISHER_KEY);
        settings.put(WEBHOOK + "customer", UUID.randomUUID().toString());
        settings.put(WEBHOOK + "secret", UUID.randomUUID().toString());
        prepare(scenario.setup(), folder, settings);
        Path output = folder.folder().resolve("server.log");
        ServerProcess server = new ServerProcess(command, settings, output);
        List<Findings> ordinary = new ArrayList<>();
        List<Findings> abused = new ArrayList<>();
        String broken = "";
        try {
            running.add(server);
            server.start();
            Whereabouts whereabouts = new Whereabouts(
                    server.publicPort(),
                    server.internalPort(),
                    SECRET,
                    PUBLISHER_KEY,
                    server.pid(),
                    scenario.setup() == Setup.TLS ? folder.folder().toString() : null,
                    output.toString());
            ApartAttackers attackers = new ApartAttackers(whereabouts, nice);
            try {
                playRounds(scenario, whereabouts.target(), attackers, ordinary, abused);
            } finally {
                attackers.end();
            }
        } catch (IOException e) {
            broken = (server.isAlive() ? "" : "the server ended; ") + e.getMessage();
        }
        return new Played(scenario, folder, server, ordinary, abused, broken, System.nanoTime());
    }

    /** Tells of it when its server has had its time to give memory back, and ends that. */
    private boolean tell(Played played, AbuseTable table) throws IOException, InterruptedException {
        ServerProcess server = played.server();
        String broken = played.broken();
        long leftMillis = SETTLING_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - played.endNanos());
        if (server.isAlive() && leftMillis > 0) {
            Thread.sleep(leftMillis);
        }
        long settledKib = server.isAlive() ? ServerState.residentKib(server.pid()) : 0;
        if (!server.stop()) {
            broken += " the server did not end within 30 s of SIGTERM";
        }
        running.remove(server);
        List<String> regrets = server.faultLines();
        if (!regrets.isEmpty()) {
            broken += " the server printed " + regrets.get(0);
        }
        boolean held = table.row(played.scenario(), played.ordinary(), played.abused(), settledKib, broken);
        if (held) {
            played.folder().remove();
        } else {
            out.println(played.scenario().name() + ": what the server said is in "
                    + played.folder().folder());
        }
        return held;
    }

    /** Plays the rounds, and adds what was found, as far as it goes. */
    private void playRounds(
            Scenario scenario, Target target, Attackers attackers, List<Findings> ordinary, List<Findings> abused)
            throws IOException, InterruptedException {
        int clients = trial(Ordinary.clients(1), target, attackers).attack().attackers(); // the JVMs get warm
        for (int round = 0; round < rounds; round++) {
            Findings findings = trial(scenario, target, attackers);
            abused.add(findings);
            clients = Math.max(clients, findings.attack().attackers());
            ordinary.add(trial(Ordinary.clients(clients), target, attackers));
        }
    }

    private static void prepare(Setup setup, DataFolder folder, Map<String, String> settings) {
        if (setup == Setup.DEBUG_LOG) {
            settings.put("logging.level", "debug");
        }
        if (setup == Setup.TLS) {
            ServerCertificate certificate = ServerCertificate.make(folder.folder());
            settings.put("server.tls.certificate", certificate.chainFile().toString());
            settings.put("server.tls.key", certificate.keyFile().toString());
        }
    }

    private static Findings trial(Scenario scenario, Target target, Attackers attackers)
            throws IOException, InterruptedException {
        return new Trial(scenario, target, attackers, Trial.EACH_WHERE_TIMES_COUNT, scenario.lasts()).run();
    }
}
