package dev.ringdown.torture.load;

import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Customer;
import dev.ringdown.torture.world.Identity;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All publishers and clients of a run. Called by the thread that runs it. */
public final class Crowd {
    private static final int LOOPS = 2;
    private static final Duration CATCH_UP_AT_MOST = Duration.ofSeconds(120);

    /**
     * How many there are, and what decides for them. Immutable.
     *
     * @param name what they live through; it decides too
     * @param eventsPerSecond of all publishers together
     */
    public record Size(String name, long seed, int clients, int publishers, int eventsPerSecond) {}

    private final Scene scene;
    private final Size size;
    private final List<ClientLoop> loops = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    private Crowd(Scene scene, Size size) {
        this.scene = scene;
        this.size = size;
    }

    /** Clients that do as they like, then publishers. */
    public static Crowd start(Scene scene, Size size) throws IOException {
        return start(scene, size, 0);
    }

    /** The same, with clients besides that listen to all of a busy customer and are always there. */
    public static Crowd start(Scene scene, Size size, int watching) throws IOException {
        Crowd crowd = new Crowd(scene, size);
        crowd.makeClients();
        crowd.makeWatching(watching);
        crowd.startLoops();
        crowd.startPublishers();
        return crowd;
    }

    private void makeClients() {
        for (int i = 0; i < size.clients(); i++) {
            Chance chance = Chance.of(size.seed(), "client " + size.name(), i);
            Identity identity = Identities.any(chance, scene.world());
            boolean loyal = identity.kind() != Identity.Kind.SUPER_ADMIN && chance.percent(50);
            clients.add(loyal ? Client.loyal(i, identity, scene, chance) : Client.restless(i, identity, scene, chance));
        }
    }

    private void makeWatching(int count) {
        List<Customer> busy = scene.world().busyCustomers();
        for (int i = 0; i < count; i++) {
            int number = size.clients() + i;
            Identity identity = Identities.admin(busy.get(i % busy.size()));
            Chance chance = Chance.of(size.seed(), "watching " + size.name(), number);
            Watch watch = new Watch("watching client " + number, scene.pauses());
            watches.add(watch);
            clients.add(Client.watching(number, identity, scene, chance, watch));
        }
    }

    private void startLoops() throws IOException {
        for (int i = 0; i < LOOPS; i++) {
            ClientLoop loop = new ClientLoop("clients-" + i, scene);
            loop.start();
            loops.add(loop);
        }
        for (int i = 0; i < clients.size(); i++) {
            loops.get(i % LOOPS).add(clients.get(i));
        }
    }

    private void startPublishers() {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        for (int i = 0; i < size.publishers(); i++) {
            int rate = Math.max(1, size.eventsPerSecond() / size.publishers());
            Publisher publisher = new Publisher(
                    i, scene, http, rate, size.seed() + size.name().hashCode());
            publisher.start();
            publishers.add(publisher);
        }
    }

    /** Of those clients that are always there. */
    public List<Watch> watches() {
        return List.copyOf(watches);
    }

    public int clients() {
        return clients.size();
    }

    /** Waits until everything that was published is acknowledged; who waits for too long is told of. */
    public void endPublishing(Duration atMost) throws InterruptedException {
        for (Publisher publisher : publishers) {
            if (!publisher.stop(atMost)) {
                scene.violations()
                        .add(
                                "publisher",
                                "what it published is not acknowledged within " + atMost.toSeconds()
                                        + " s, though nothing is wrong");
            }
        }
    }

    /** Waits until clients have got what is still to come, and gone; who takes too long is told of. */
    public void finish() throws InterruptedException {
        finish(loops, clients);
    }

    /** Somebody who was never there reads every customer from the beginning. */
    public void readAll(Scene elsewhere, int firstNumber) throws IOException, InterruptedException {
        List<Client> readers = new ArrayList<>();
        ClientLoop loop = new ClientLoop("readers", elsewhere);
        for (Customer customer : scene.world().customers()) {
            int number = firstNumber + readers.size();
            Chance chance = Chance.of(size.seed(), "reader " + size.name(), number);
            Client reader = Client.reader(number, Identities.admin(customer), elsewhere, chance);
            readers.add(reader);
            loop.add(reader);
        }
        loop.start();
        finish(List.of(loop), readers);
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
}
