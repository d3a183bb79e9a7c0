package dev.ringdown.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An event as its receivers read it. */
record Told(long atNanos, String type, JsonNode data) {
    static final Instant OPENING = Instant.parse("2026-11-23T10:15:30.123456Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first events that a contact centre tells. */
    static List<Told> first(int count, ContactCentre centre) {
        List<Told> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(of(centre.next()));
        }
        return events;
    }

    static List<Told> first(int count, long seed, double eventsPerSecond) {
        return first(count, centre(seed, eventsPerSecond));
    }

    static ContactCentre centre(long seed, double eventsPerSecond) {
        return new ContactCentre(Population.of(seed, 3), seed, new Pace(eventsPerSecond), OPENING);
    }

    static Told of(DemoEvent event) {
        Told told = ofBody(event.body());
        return new Told(event.atNanos(), told.type(), told.data());
    }

    /** An event as it came to a server, which does not know its virtual time. */
    static Told ofBody(String body) {
        JsonNode envelope = parse(body);
        return new Told(-1, envelope.required("type").textValue(), envelope.required("data"));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON: " + json, e);
        }
    }

    /** The envelope without what depends on the clock. */
    static String timeless(String body) {
        return body.replaceAll("\"(tm_\\w+)\":\"[^\"]*\"", "\"$1\":\"\"");
    }

    /** A member of the resource; it must be there. */
    String text(String member) {
        return data.required(member).asText();
    }
}
