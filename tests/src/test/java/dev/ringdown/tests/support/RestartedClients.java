package dev.ringdown.tests.support;

import dev.ringdown.client.ConnectOptions;
import dev.ringdown.client.Connection;
import dev.ringdown.client.Ringdown;
import dev.ringdown.client.State;
import dev.ringdown.client.SubscribeOptions;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many clients of one kind, which stay over a restart of their server; each counts the events that it gets, and tells when it
 * was subscribed and when it had no connection, be it that one was lost or that a try was in vain. Thread-safe.
 */
public final class RestartedClients implements AutoCloseable {
    private final String kind;
    private final List<Long> subscribed = new CopyOnWriteArrayList<>(); // when, in milliseconds since 1970
    private final List<Long> lost = new CopyOnWriteArrayList<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicInteger complete = new AtomicInteger();
    private final List<Runnable> ends = new ArrayList<>();

    private RestartedClients(String kind) {
        this.kind = kind;
    }

    /** In one process of Node: {@code client-js} or {@code event-stream}. */
    public static RestartedClients node(String kind, String url, Agent agent, int count, int lastEvent) {
        return node(kind, url, agent.token(), count, lastEvent);
    }

    /** The same with a token of another kind. */
    public static RestartedClients node(String kind, String url, String token, int count, int lastEvent) {
        RestartedClients clients = new RestartedClients(kind);
        RunProcess process = RunProcess.start(
                List.of(
                        "node",
                        Project.script("js/restart-clients.mjs").toString(),
                        kind,
                        Integer.toString(count),
                        Integer.toString(lastEvent),
                        url,
                        token),
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
            } else if (line.startsWith("lost ")) {
                lost.add(Long.parseLong(line.substring("lost ".length())));
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
        connection.onState(state -> {
            if (state.phase() == State.Phase.DISCONNECTED) {
                lost.add(System.currentTimeMillis());
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

    /** How often one of them lost its connection, or did not get one. */
    public int lost() {
        return lost.size();
    }

    /** How many have got every event. */
    public int complete() {
        return complete.get();
    }

    /** What came out of order, or else than it should. */
    public List<String> wrong() {
        return wrong;
    }

    /** When they were subscribed after a moment, in milliseconds after it, sorted. */
    public long[] subscribedSince(long millis) {
        return since(millis, subscribed);
    }

    /** When they lost their connection, or did not get one, after a moment, in milliseconds after it, sorted. */
    public long[] lostSince(long millis) {
        return since(millis, lost);
    }

    private static long[] since(long millis, List<Long> times) {
        return times.stream()
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
