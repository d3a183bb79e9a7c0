package dev.ringdown.torture;

import dev.ringdown.torture.load.Beginning;
import dev.ringdown.torture.load.Crowd;
import dev.ringdown.torture.load.Gateways;
import dev.ringdown.torture.load.Identities;
import dev.ringdown.torture.load.Outcome;
import dev.ringdown.torture.load.Pauses;
import dev.ringdown.torture.load.Scene;
import dev.ringdown.torture.load.Tally;
import dev.ringdown.torture.oracle.Judge;
import dev.ringdown.torture.oracle.Ledger;
import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.process.DataFolder;
import dev.ringdown.torture.process.ServerProcess;
import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Tokens;
import dev.ringdown.torture.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** One part from its first process to the verdict. Runs on the main thread. */
final class PartRun {
    private static final String SECRET = "a secret of the torture, long enough for HS256";
    private static final String PUBLISHER_KEY = "the-torture-may-publish";

    private final Part part;
    private final Options options;
    private final int seconds;
    private final PrintWriter out;
    private final Violations violations;
    private final Tally tally = new Tally();

    PartRun(Part part, Options options, int seconds, PrintWriter out, Violations violations) {
        this.part = part;
        this.options = options;
        this.seconds = seconds;
        this.out = out;
        this.violations = violations;
    }

    /** Returns what was counted. */
    Outcome run(DataFolder folder) throws IOException, InterruptedException {
        int violationsBefore = violations.count();
        Map<String, String> settings = new HashMap<>(part.settings());
        settings.put("log.dir", folder.log().toString());
        settings.put("auth.jwt.secret", SECRET);
        settings.put("publish.keys.torture", PUBLISHER_KEY);
        ServerProcess server =
                new ServerProcess(options.server(), settings, folder.folder().resolve("server.log"));
        say(seconds + " s, server: " + String.join(" ", server.command()));
        boolean finished = false;
        try {
            server.start();
            Outcome outcome = run(server, folder);
            finished = true;
            return outcome;
        } finally {
            if (!server.stop()) {
                violations.add("server", "did not end within 30 s of SIGTERM");
            }
            for (String line : server.faultLines()) {
                violations.add("server", "it printed: " + line);
            }
            boolean failed = !finished || violations.count() > violationsBefore;
            if (failed || options.keep()) {
                say("what the server printed, its log, and what clients heard are kept in " + folder.folder());
            } else {
                folder.remove();
            }
        }
    }

    private Outcome run(ServerProcess server, DataFolder folder) throws IOException, InterruptedException {
        Ledger ledger = new Ledger(options.publishers(), violations);
        Judge judge = new Judge(
                ledger, violations, () -> tally.get(Tally.Count.BYTES) > part.retainedForSureBytes(), folder.folder());
        World world = World.of(options.seed(), options.customers());
        Tokens tokens =
                new Tokens(SECRET, Instant.now().plusSeconds(seconds + 3600L).getEpochSecond());
        Identity first = Identities.admin(world.customers().get(0));
        String beginning = Beginning.of(server, tokens.of(first));
        Scene scene = new Scene(
                world,
                tokens,
                PUBLISHER_KEY,
                Gateways.only(server),
                beginning,
                part.retainedForSureBytes(),
                ledger,
                judge,
                violations,
                tally,
                new Pauses());
        judge.start();
        Crowd crowd = Crowd.start(
                scene,
                new Crowd.Size(
                        part.name(),
                        options.seed(),
                        options.clients(),
                        options.publishers(),
                        options.eventsPerSecond()));
        new Faults(part, server, folder, tally, violations, Chance.of(options.seed(), "faults " + part, 0), out)
                .during(Duration.ofSeconds(seconds));
        crowd.endPublishing(Duration.ofSeconds(30));
        say("published " + ledger.acknowledged() + " events; " + crowd.clients()
                + " clients get what is still to come");
        crowd.finish();
        Faults.kill(server, tally); // who reads everything reads it from the disk
        server.start();
        crowd.readAll(scene, crowd.clients());
        judge.finish();
        return new Outcome(
                part.name(), crowd.clients(), ledger.begun(), ledger.acknowledged(), judge.checkedEvents(), tally);
    }

    private void say(String what) {
        synchronized (out) {
            out.println(part + ": " + what);
            out.flush();
        }
    }
}
