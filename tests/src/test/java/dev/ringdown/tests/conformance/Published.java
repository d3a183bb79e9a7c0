package dev.ringdown.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as the cases publish them, each with an id of its own. Stateless. */
final class Published {
    private Published() {}

    /** The headers of an event in binary mode; those given come instead of the ones of their names, or are left out with a minus. */
    static String[] attributes(String... headers) {
        List<String> all = new ArrayList<>(List.of(
                "ce-specversion: 1.0",
                "ce-id: " + UUID.randomUUID(),
                "ce-source: /conformance",
                "ce-type: call_created"));
        for (String header : headers) {
            String name = header.replaceFirst("^-", "").replaceFirst(":.*", ":");
            all.removeIf(line -> line.startsWith(name));
        }
        Arrays.stream(headers).filter(header -> !header.startsWith("-")).forEach(all::add);
        return all.toArray(String[]::new);
    }

    /** The event as somebody gets it, of whom it is. */
    static JsonNode delivered(Wire wire, String contentType, String... headers) {
        RawWebSocket subscriber = wire.open();
        subscriber.send(Frame.text("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":1}"));
        assertThat(subscriber.read().text()).contains("\"subscribed\"");
        post(wire, contentType, data(wire), attributes(headers)).is(202);
        JsonNode event = Json.parse(subscriber.read().text());
        subscriber.close();
        return event;
    }

    static Said post(Wire wire, @Nullable String contentType, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(
                "POST /v1.0/events HTTP/1.1",
                "Host: localhost",
                Wire.publisher(),
                "Connection: close",
                "Content-Length: " + bytes.length));
        if (contentType != null) {
            lines.add("Content-Type: " + contentType);
        }
        lines.addAll(Arrays.asList(headers));
        return wire.say(Side.INTERNAL, new String(bytes, StandardCharsets.ISO_8859_1), lines.toArray(String[]::new));
    }

    static String event(Wire wire, String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + UUID.randomUUID()
                + "\",\"source\":\"/conformance\",\"type\":\"call_created\",\"data\":" + data(wire) + more + "}";
    }

    static String data(Wire wire) {
        return "{\"id\":\"" + UUID.randomUUID() + "\",\"customer_id\":\""
                + wire.agent().customer() + "\"}";
    }
}
