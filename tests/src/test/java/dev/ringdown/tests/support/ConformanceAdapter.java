package dev.ringdown.tests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringdown.client.Begun;
import dev.ringdown.client.ConnectOptions;
import dev.ringdown.client.Connection;
import dev.ringdown.client.Event;
import dev.ringdown.client.Ringdown;
import dev.ringdown.client.State;
import dev.ringdown.client.SubscribeOptions;
import dev.ringdown.client.TokenSupplier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Java client under test, as {@code tests/conformance} has it: it gets commands on standard input, and tells on standard
 * output what it sees, a JSON a line. Confined to the thread that reads; what is seen is told on the client's.
 */
public final class ConformanceAdapter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable Connection connection;
    private volatile int run;

    private ConformanceAdapter() {}

    public static void main(String[] arguments) throws IOException {
        ConformanceAdapter adapter = new ConformanceAdapter();
        adapter.tell("there", seen -> {});
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            adapter.hear(JSON.readTree(line));
        }
        Runtime.getRuntime().halt(0); // whatever its clients do
    }

    private void hear(JsonNode command) {
        run = command.path("run").asInt();
        Connection current = connection;
        String what = command.path("do").asText();
        if (what.equals("connect")) {
            connection = connect(command);
        } else if (current != null) {
            switch (what) {
                case "subscribe" -> subscribe(current, command);
                case "open" -> current.open();
                case "close", "forget" -> current.close();
                default -> throw new IllegalArgumentException("do: " + what + " (expected: a command)");
            }
        }
    }

    private Connection connect(JsonNode command) {
        ConnectOptions options = ConnectOptions.to(command.path("url").asText())
                .connectTimeout(Duration.ofMillis(command.path("connectTimeout").asLong(15_000)))
                .backoff(
                        Duration.ofMillis(command.path("minBackoff").asLong(1_000)),
                        Duration.ofMillis(command.path("maxBackoff").asLong(30_000)));
        ConnectOptions all = command.has("tokens")
                ? options.tokens(giving(command.path("tokens")))
                : options.token(command.path("token").asText());
        return Ringdown.connect(all, opening -> opening.onState(this::tellState));
    }

    /** Gives one after the other, the last again and again. */
    private static TokenSupplier giving(JsonNode tokens) {
        Deque<JsonNode> left = new ArrayDeque<>();
        tokens.forEach(left::add);
        return () -> {
            JsonNode next = left.size() > 1 ? left.remove() : left.element();
            if (next.asText().equals("hang")) {
                new CountDownLatch(1).await();
            }
            if (next.asText().equals("fail")) {
                throw new IOException("offline");
            }
            return next.isNull() ? null : next.asText();
        };
    }

    private void tellState(State state) {
        tell(
                "state",
                seen -> seen.put("state", state.phase().name().toLowerCase(Locale.ROOT))
                        .put("code", state.code())
                        .put("reason", state.reason())
                        .put("end", state.isEnd()));
    }

    private void subscribe(Connection current, JsonNode command) {
        String name = command.path("name").asText();
        List<String> topics = new ArrayList<>();
        command.path("topics").forEach(topic -> topics.add(topic.asText()));
        SubscribeOptions how = beginning(command)
                .onGap(gap -> tell(
                        "gap",
                        seen -> seen.put("name", name).put("count", gap.count()).put("reason", gap.reason())))
                .onRejected(rejected -> tell(
                        "rejected",
                        seen -> seen.put("name", name)
                                .put("topic", rejected.topic())
                                .put("code", rejected.code())));
        CompletableFuture<?> unused = current.subscribe(topics, how, event -> tellEvent(name, event))
                .ready()
                .whenComplete((begun, failure) -> tell("ready", seen -> tellReady(seen.put("name", name), begun)));
    }

    private static SubscribeOptions beginning(JsonNode command) {
        if (command.has("last")) {
            return SubscribeOptions.last(command.path("last").asInt());
        }
        if (command.has("after")) {
            return SubscribeOptions.after(command.path("after").asText());
        }
        return command.path("snapshot").asBoolean() ? SubscribeOptions.snapshot() : SubscribeOptions.live();
    }

    private void tellEvent(String name, Event event) {
        tell("event", seen -> seen.put("name", name).put("n", Numbered.of(String.valueOf(event.data()))));
    }

    private static void tellReady(ObjectNode seen, @Nullable Begun begun) {
        if (begun == null) {
            seen.put("failed", true);
        } else {
            begun.topics().forEach(seen.putArray("topics")::add);
        }
    }

    @SuppressWarnings("SystemOut")
    private synchronized void tell(String what, Consumer<ObjectNode> more) {
        ObjectNode seen = JSON.createObjectNode().put("run", run).put("is", what);
        more.accept(seen);
        System.out.println(seen);
    }
}
