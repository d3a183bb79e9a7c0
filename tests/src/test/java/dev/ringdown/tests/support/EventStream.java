package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client of an event stream that others wrote, as a process. Every message is checked against the contract. */
public final class EventStream implements AutoCloseable {
    /**
     * A message as the client understood it.
     *
     * @param event its name; {@code message} if it has none
     * @param id the last event id after it; empty if there is none
     */
    public record Received(String event, String id, Message message) {}

    private final RunProcess process;
    private final boolean curl;
    private final Shape shape;

    private EventStream(RunProcess process, boolean curl, String url) {
        this.process = process;
        this.curl = curl;
        this.shape = Shape.of(url);
    }

    /** {@code curl -N}; further arguments come before the address. */
    public static EventStream curl(String url, String... arguments) {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "-N"));
        command.addAll(List.of(arguments));
        command.add(url);
        return new EventStream(RunProcess.start(command, Map.of()), true, url);
    }

    /** npm's {@code eventsource}. */
    public static EventStream npm(String url) {
        EventStream stream = new EventStream(
                RunProcess.start(
                        List.of(
                                "node",
                                Project.script("js/eventsource-client.js").toString(),
                                url),
                        Project.npmPackages()),
                false,
                url);
        stream.assertPrints("open");
        return stream;
    }

    /**
     * A page in headless Chromium: {@code js/event-stream.html} has an {@code EventSource}, {@code js/fetch-stream.html} sends token and
     * position of the address in headers.
     */
    public static EventStream browser(String page, String url) {
        return new EventStream(
                RunProcess.start(
                        List.of(
                                "node",
                                Project.script("js/page-client.js").toString(),
                                page + "/#" + URLEncoder.encode(url, StandardCharsets.UTF_8)),
                        Project.npmPackages()),
                false,
                url);
    }

    /** The next thing that the client says of the connection. */
    public void assertPrints(String line) {
        assertThat(process.out().take(Patience.COLD_START)).isEqualTo(line);
    }

    /** The next message. */
    public Received next() {
        Received received = curl ? nextFields() : received(process.out().take());
        shape.assertServerMessage(received.message.text());
        assertThat(received.event)
                .as("name of %s", received)
                .isEqualTo(shape.isControl(received.message.text()) ? received.message.type() : "message");
        return received;
    }

    private static Received received(String line) {
        JsonNode json = Json.parse(line);
        return new Received(
                json.path("event").asText(),
                json.path("id").asText(),
                Message.of(json.path("data").asText()));
    }

    private Received nextFields() {
        String event = "message";
        String id = "";
        List<String> data = new ArrayList<>(1);
        for (String line = process.out().take();
                !line.isEmpty() || data.isEmpty();
                line = process.out().take()) {
            String[] field = line.split(": ", 2);
            switch (field[0]) {
                case "event" -> event = field[1];
                case "id" -> id = field[1];
                case "data" -> data.add(field[1]);
                default -> assertThat(line).matches("|retry: [0-9]+");
            }
        }
        assertThat(data.size() == 1 || shape != Shape.CLOUDEVENTS)
                .as("one line, not %s", data)
                .isTrue();
        return new Received(event, id, Message.of(String.join("\n", data)));
    }

    /** The next message, which must have this name. */
    public Received next(String event) {
        Received received = next();
        assertThat(received.event).as("name of %s", received).isEqualTo(event);
        return received;
    }

    /** What every stream begins with. */
    public EventStream subscribed() {
        next("welcome");
        next("subscribed");
        return this;
    }

    /** The next message must be this event. */
    public Received assertEvent(TestEvent event) {
        Received received = next("message");
        assertThat(received.message.type()).isEqualTo(event.type());
        assertThat(received.message.json().path("data")).isEqualTo(Json.parse(Json.write(event.data())));
        assertThat(received.id).isEqualTo(received.message.text("sequence"));
        return received;
    }

    /** The ids of the resources of the next events, whatever else is said of the connection and by the server. */
    public List<String> eventsWhileReconnecting(int count) {
        List<String> ids = new ArrayList<>(count);
        while (ids.size() < count) {
            String line = process.out().take();
            if (line.startsWith("{")) {
                Received received = received(line);
                shape.assertServerMessage(received.message.text());
                if (received.event.equals("message")) {
                    JsonNode message = received.message.json();
                    ids.add((shape == Shape.RESOURCE ? message : message.path("data"))
                            .path("id")
                            .asText());
                }
            } else {
                assertThat(line).matches("open|reconnecting|error .*");
            }
        }
        return ids;
    }

    /** The client does nothing, and so reads nothing, until {@link #goOn}. */
    public void pause() {
        process.signal("STOP");
    }

    public void goOn() {
        process.signal("CONT");
    }

    /** Waits for the end of a client that ends by itself. */
    public RunProcess.Result awaitEnd() {
        return process.awaitEnd();
    }

    @Override
    public void close() {
        process.close();
    }
}
