package dev.ringdown.torture;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Findings;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.Setup;
import dev.ringdown.torture.abuse.Target;
import dev.ringdown.torture.abuse.Trial;
import dev.ringdown.torture.abuse.scenarios.Ordinary;
import dev.ringdown.torture.process.DataFolder;
import dev.ringdown.torture.process.ServerCertificate;
import dev.ringdown.torture.process.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios of abuse against a server with the default configuration: each some rounds long, and in each round a run with
 * as many honest clients in the attackers' place. Runs on the main thread; cut off by a signal it tells what it has, and leaves
 * no server behind.
 */
final class AbuseRun {
    private static final String SECRET = "a secret of the torture, long enough for HS256";
    private static final String PUBLISHER_KEY = "the-torture-may-publish";
    private static final String WEBHOOK = "source.webhooks.abused.";

    private final List<String> command;
    private final List<Scenario> scenarios;
    private final int rounds;
    private final PrintWriter out;

    /** The server that runs at this time, for the end of the process. */
    private volatile @Nullable ServerProcess running;

    /** @param command the command line that starts the server */
    AbuseRun(List<String> command, List<Scenario> scenarios, int rounds, PrintWriter out) {
        this.command = List.copyOf(command);
        this.scenarios = List.copyOf(scenarios);
        this.rounds = rounds;
        this.out = out;
    }

    /** Prints a table, a row for each scenario as soon as it is known; returns whether everything held. */
    boolean run() throws IOException, InterruptedException {
        AbuseTable table = new AbuseTable(out, scenarios);
        Thread cutOff = new Thread(() -> endEarly(table), "cut-off");
        Runtime.getRuntime().addShutdownHook(cutOff);
        table.head(rounds);
        boolean held = true;
        for (Scenario scenario : scenarios) {
            held &= run(scenario, table);
        }
        Runtime.getRuntime().removeShutdownHook(cutOff);
        table.end();
        return held;
    }

    private void endEarly(AbuseTable table) {
        table.end();
        ServerProcess server = running;
        if (server != null) {
            server.forget();
        }
    }

    /** A server of its own: what one attack leaves behind is not the next one's. */
    private boolean run(Scenario scenario, AbuseTable table) throws IOException, InterruptedException {
        DataFolder folder = DataFolder.make();
        Map<String, String> settings = new HashMap<>();
        settings.put("log.dir", folder.log().toString());
        settings.put("auth.jwt.secret", SECRET);
        settings.put("publish.keys.torture", PUBLISHER_KEY);
        settings.put(WEBHOOK + "customer", UUID.randomUUID().toString());
        settings.put(WEBHOOK + "secret", UUID.randomUUID().toString());
        SSLContext tls = prepare(scenario.setup(), folder, settings);
        ServerProcess server =
                new ServerProcess(command, settings, folder.folder().resolve("server.log"));
        List<Findings> ordinary = new ArrayList<>();
        List<Findings> abused = new ArrayList<>();
        String broken = "";
        try {
            running = server;
            server.start();
            Target target = new Target(
                    server.publicPort(),
                    server.internalPort(),
                    SECRET,
                    PUBLISHER_KEY,
                    server.pid(),
                    tls,
                    server::printed);
            int attackers = trial(Ordinary.clients(1), target).attackers(); // the JVM gets warm
            for (int round = 0; round < rounds; round++) {
                Findings findings = trial(scenario, target);
                abused.add(findings);
                attackers = Math.max(attackers, findings.attackers());
                ordinary.add(trial(Ordinary.clients(attackers), target));
            }
        } catch (IOException e) {
            broken = (server.isAlive() ? "" : "the server ended; ") + e.getMessage();
        } finally {
            if (!server.stop()) {
                broken += " the server did not end within 30 s of SIGTERM";
            }
        }
        List<String> regrets = server.faultLines();
        if (!regrets.isEmpty()) {
            broken += " the server printed " + regrets.get(0);
        }
        boolean held = table.row(scenario, ordinary, abused, broken);
        if (held) {
            folder.remove();
        } else {
            out.println(scenario.name() + ": what the server said is in " + folder.folder());
        }
        return held;
    }

    /** Returns what its public port speaks; null: plain TCP. */
    private static @Nullable SSLContext prepare(Setup setup, DataFolder folder, Map<String, String> settings) {
        if (setup == Setup.DEBUG_LOG) {
            settings.put("logging.level", "debug");
        }
        if (setup != Setup.TLS) {
            return null;
        }
        ServerCertificate certificate = ServerCertificate.make(folder.folder());
        settings.put("server.tls.certificate", certificate.chainFile().toString());
        settings.put("server.tls.key", certificate.keyFile().toString());
        return certificate.trusting();
    }

    private static Findings trial(Scenario scenario, Target target) throws IOException, InterruptedException {
        return new Trial(scenario, target, Attack.Size.OF_DEFAULTS, scenario.lasts()).run();
    }
}
