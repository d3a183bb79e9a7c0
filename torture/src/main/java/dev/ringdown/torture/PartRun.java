package dev.ringdown.torture;

import dev.ringdown.torture.load.Client;
import dev.ringdown.torture.load.ClientLoop;
import dev.ringdown.torture.load.Publisher;
import dev.ringdown.torture.load.Scene;
import dev.ringdown.torture.load.Tally;
import dev.ringdown.torture.oracle.Judge;
import dev.ringdown.torture.oracle.Ledger;
import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.process.DataFolder;
import dev.ringdown.torture.process.ServerProcess;
import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Customer;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Resource;
import dev.ringdown.torture.world.Tokens;
import dev.ringdown.torture.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One part from its first process to the verdict. Runs on the main thread. */
final class PartRun {
    private static final String SECRET = "a secret of the torture, long enough for HS256";
    private static final String PUBLISHER_KEY = "the-torture-may-publish";
    private static final int LOOPS = 2;
    private static final Duration CATCH_UP_AT_MOST = Duration.ofSeconds(120);

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
                server,
                beginning,
                part.retainedForSureBytes(),
                ledger,
                judge,
                violations,
                tally);
        judge.start();
        List<ClientLoop> loops = loops(scene);
        List<Client> clients = clients(scene);
        for (int i = 0; i < clients.size(); i++) {
            loops.get(i % LOOPS).add(clients.get(i));
        }
        List<Publisher> publishers = publishers(scene);
        new Faults(part, server, folder, tally, violations, Chance.of(options.seed(), "faults " + part, 0), out)
                .during(Duration.ofSeconds(seconds));
        for (Publisher publisher : publishers) {
            if (!publisher.stop(Duration.ofSeconds(30))) {
                violations.add(
                        "publisher", "what it published is not acknowledged within 30 s, though nothing is wrong");
            }
        }
        say("published " + ledger.acknowledged() + " events; " + clients.size() + " clients get what is still to come");
        finish(loops, clients);
        readAll(scene, server);
        judge.finish();
        return new Outcome(part, clients.size(), ledger.begun(), ledger.acknowledged(), judge.checkedEvents(), tally);
    }

    private static List<ClientLoop> loops(Scene scene) throws IOException {
        List<ClientLoop> loops = new ArrayList<>();
        for (int i = 0; i < LOOPS; i++) {
            ClientLoop loop = new ClientLoop("clients-" + i, scene);
            loop.start();
            loops.add(loop);
        }
        return loops;
    }

    private List<Client> clients(Scene scene) {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < options.clients(); i++) {
            Chance chance = Chance.of(options.seed(), "client " + part, i);
            Identity identity = Identities.any(chance, scene.world());
            boolean loyal = identity.kind() != Identity.Kind.SUPER_ADMIN && chance.percent(50);
            clients.add(loyal ? Client.loyal(i, identity, scene, chance) : Client.restless(i, identity, scene, chance));
        }
        return clients;
    }

    private List<Publisher> publishers(Scene scene) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        List<Publisher> publishers = new ArrayList<>();
        for (int i = 0; i < options.publishers(); i++) {
            int rate = Math.max(1, options.eventsPerSecond() / options.publishers());
            Publisher publisher = new Publisher(i, scene, http, rate, options.seed() + part.ordinal());
            publisher.start();
            publishers.add(publisher);
        }
        return publishers;
    }

    private static void finish(List<ClientLoop> loops, List<Client> clients) throws InterruptedException {
        loops.forEach(ClientLoop::finish);
        long deadlineNanos = System.nanoTime() + CATCH_UP_AT_MOST.toNanos();
        while (System.nanoTime() - deadlineNanos < 0 && loops.stream().anyMatch(loop -> loop.unfinished(clients) > 0)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        for (ClientLoop loop : loops) {
            loop.stop();
        }
    }

    /** After one more kill, somebody who was never there reads every customer from the beginning. */
    private void readAll(Scene scene, ServerProcess server) throws IOException, InterruptedException {
        Faults.kill(server, tally);
        server.start();
        List<Client> readers = new ArrayList<>();
        ClientLoop loop = new ClientLoop("readers", scene);
        for (int i = 0; i < scene.world().customers().size(); i++) {
            int number = options.clients() + i;
            Identity identity = Identities.admin(scene.world().customers().get(i));
            Client reader = Client.reader(number, identity, scene, Chance.of(options.seed(), "reader " + part, number));
            readers.add(reader);
            loop.add(reader);
        }
        loop.start();
        finish(List.of(loop), readers);
    }

    private void say(String what) {
        synchronized (out) {
            out.println(part + ": " + what);
            out.flush();
        }
    }

    /** Who clients are. */
    private static final class Identities {
        private static final int UUID_LENGTH = 36;

        private Identities() {}

        static Identity admin(Customer customer) {
            return new Identity(
                    Identity.Kind.ADMIN, customer.id(), customer.agents().get(0), Set.of(), null);
        }

        static Identity any(Chance chance, World world) {
            Customer customer = chance.oneOf(chance.percent(40) ? world.busyCustomers() : world.customers());
            int dice = chance.between(0, 99);
            if (dice < 15) {
                return visitor(chance, customer);
            }
            Identity.Kind kind = dice < 45
                    ? Identity.Kind.ADMIN
                    : dice < 55 ? Identity.Kind.MANAGER : dice < 90 ? Identity.Kind.AGENT : Identity.Kind.SUPER_ADMIN;
            return new Identity(kind, customer.id(), chance.oneOf(customer.agents()), Set.of(), null);
        }

        private static Identity visitor(Chance chance, Customer customer) {
            Set<String> types = Set.of("call", "conference");
            Resource resource = chance.oneOf(customer.resources().stream()
                    .filter(each -> types.contains(each.type()) && each.id().length() == UUID_LENGTH)
                    .toList());
            return new Identity(Identity.Kind.DIRECT, customer.id(), null, types, resource.id());
        }
    }
}
