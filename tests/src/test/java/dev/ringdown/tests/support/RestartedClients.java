package dev.ringdown.tests.support;

import dev.ringdown.client.ConnectOptions;
import dev.ringdown.client.Connection;
import dev.ringdown.client.Ringdown;
import dev.ringdown.client.SubscribeOptions;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Many clients of one kind, which stay over a restart of their server; each counts the events that it gets. Thread-safe. */
public final class RestartedClients implements AutoCloseable {
    private final String kind;
    private final List<Long> subscribed = new CopyOnWriteArrayList<>(); // when, in milliseconds since 1970
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger complete = new AtomicInteger();
    private final List<Runnable> ends = new ArrayList<>();

    private RestartedClients(String kind) {
        this.kind = kind;
    }

    /** In one process of Node: {@code client-js} or {@code event-stream}. */
    public static RestartedClients node(String kind, String url, Agent agent, int count, int lastEvent) {
        RestartedClients clients = new RestartedClients(kind);
        RunProcess process = RunProcess.start(
                List.of(
                        "node",
                        Project.script("js/restart-clients.mjs").toString(),
                        kind,
                        Integer.toString(count),
                        Integer.toString(lastEvent),
                        url,
                        agent.token()),
                Project.npmPackages());
        clients.ends.add(process::close);
        Thread reader = new Thread(() -> clients.read(process.out()), "clients " + kind);
        reader.setDaemon(true);
        reader.start();
        return clients;
    }

    private void read(Lines lines) {
        while (true) {
            String line = lines.take(Patience.COLD_START);
            if (line.startsWith("subscribed ")) {
                subscribed.add(Long.parseLong(line.substring("subscribed ".length())));
            } else if (line.equals("complete")) {
                complete.incrementAndGet();
            } else {
                wrong.add(line);
            }
        }
    }

    /** Of the Java client, in this process. */
    public static RestartedClients java(String url, Agent agent, int count, int lastEvent) {
        RestartedClients clients = new RestartedClients("client-java");
        HttpClient http = HttpClient.newHttpClient();
        ConnectOptions options = ConnectOptions.to(url).token(agent.token()).httpClient(http);
        for (int i = 0; i < count; i++) {
            Connection connection = Ringdown.connect(options, opening -> clients.count(opening, lastEvent));
            clients.ends.add(connection::close);
        }
        return clients;
    }

    private void count(Connection connection, int lastEvent) {
        AtomicLong expected = new AtomicLong(1);
        connection.onControlMessage(text -> {
            if (text.startsWith("{\"type\":\"subscribed\"")) {
                subscribed.add(System.currentTimeMillis());
            }
        });
        connection.subscribe("call", SubscribeOptions.live(), event -> {
            long number = Numbered.of(String.valueOf(event.data()));
            if (number != expected.getAndIncrement()) {
                wrong.add("wrong " + number + " instead of " + (expected.get() - 1));
            } else if (number == lastEvent) {
                complete.incrementAndGet();
            }
        });
    }

    public String kind() {
        return kind;
    }

    /** How often one of them was subscribed. */
    public int subscribed() {
        return subscribed.size();
    }

    /** How many have got every event. */
    public int complete() {
        return complete.get();
    }

    /** What came out of order, or else than it should. */
    public List<String> wrong() {
        return wrong;
    }

    /** Quartiles of the times after a moment at which they were subscribed. */
    public String timesSince(long millis) {
        long[] times = sortedSince(millis);
        return times.length == 0
                ? "never"
                : "%d of them, first %d ms, median %d ms, 90 %% %d ms, last %d ms"
                        .formatted(
                                times.length,
                                times[0],
                                times[times.length / 2],
                                times[times.length * 9 / 10],
                                times[times.length - 1]);
    }

    public Duration slowestSince(long millis) {
        return Duration.ofMillis(LongStream.of(sortedSince(millis)).max().orElse(Long.MAX_VALUE));
    }

    private long[] sortedSince(long millis) {
        return subscribed.stream()
                .mapToLong(time -> time - millis)
                .filter(time -> time > 0)
                .sorted()
                .toArray();
    }

    @Override
    public void close() {
        ends.forEach(Runnable::run);
    }
}
