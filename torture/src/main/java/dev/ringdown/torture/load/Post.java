package dev.ringdown.torture.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.torture.world.EventMaker;
import dev.ringdown.torture.world.Published;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Events that are sent together, as often as it takes. Confined to their publisher. */
final class Post {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How events are sent. */
    enum Form {
        SINGLE("application/cloudevents+json"),
        BATCH("application/cloudevents-batch+json"),
        LINES("application/x-ndjson");

        private final String mediaType;

        Form(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    private final String publisher;
    private final Scene scene;
    private final Form form;
    private final List<EventMaker.Made> made;
    private final Map<String, String> sequencesBefore;
    private final Map<String, String> lastSequences = new HashMap<>();
    private final Set<Published> acknowledged = new HashSet<>();
    private final byte[] body;

    /** Those of which an answer left open whether they were stored. */
    private final Set<Published> mayBeStored = new HashSet<>();

    /** @param sequencesBefore of each customer the last one that the publisher was told: what is sent now comes after */
    Post(String publisher, Scene scene, Form form, List<EventMaker.Made> made, Map<String, String> sequencesBefore) {
        this.publisher = publisher;
        this.scene = scene;
        this.form = form;
        this.made = List.copyOf(made);
        this.sequencesBefore = sequencesBefore;
        this.body = body();
    }

    private byte[] body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (EventMaker.Made one : made) {
            if (form == Form.BATCH) {
                bytes.write(bytes.size() == 0 ? '[' : ',');
            }
            bytes.writeBytes(one.cloudEvent());
            if (form == Form.LINES) {
                bytes.write('\n');
            }
        }
        if (form == Form.BATCH) {
            bytes.write(']');
        }
        return bytes.toByteArray();
    }

    /** How it is sent to a gateway. */
    HttpRequest request(Gateway gateway) {
        return HttpRequest.newBuilder(
                        URI.create("http://" + gateway.host() + ':' + gateway.internalPort() + "/v1.0/events"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + scene.publisherKey())
                .header("Content-Type", form.mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** Of each customer the newest place of what was sent. */
    Map<String, String> lastSequences() {
        return lastSequences;
    }

    /** No answer came. */
    void notAnswered() {
        made.forEach(one -> mayBeStored.add(one.event()));
    }

    /** The server has answered; returns whether everything is acknowledged. */
    boolean answered(int status, byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        if (status == 503) {
            refused(text);
            return false;
        }
        if (status != 200 && status != 202) {
            violate("status " + status + " (expected: 202, 200 or 503): " + text);
            return false;
        }
        try {
            List<JsonNode> places = places(text);
            if (places.size() != made.size()) {
                violate(places.size() + " answers (expected: " + made.size() + "): " + text);
            } else if (form == Form.LINES) {
                return lines(places);
            } else {
                together(places, status);
            }
        } catch (JsonProcessingException e) {
            violate("an answer that is no JSON: " + e.getMessage());
        }
        return true;
    }

    /** Nothing of it was stored, or that is not known. */
    private void refused(String text) {
        scene.tally().add(Tally.Count.REFUSED);
        try {
            if (isUnknown(JSON.readTree(text))) {
                scene.tally().add(Tally.Count.NOT_KNOWN);
                notAnswered();
            }
        } catch (JsonProcessingException e) {
            violate("a refusal that is no JSON: " + e.getMessage());
        }
    }

    private static boolean isUnknown(JsonNode answer) {
        return answer.path("stored").asText().equals("unknown");
    }

    private List<JsonNode> places(String text) throws JsonProcessingException {
        List<JsonNode> places = new ArrayList<>();
        switch (form) {
            case SINGLE -> places.add(JSON.readTree(text));
            case BATCH -> JSON.readTree(text).forEach(places::add);
            case LINES -> {
                for (String line : text.lines().toList()) {
                    places.add(JSON.readTree(line));
                }
            }
        }
        return places;
    }

    /** Every line has an answer of its own. */
    private boolean lines(List<JsonNode> places) {
        boolean refused = false;
        for (int i = 0; i < places.size(); i++) {
            JsonNode place = places.get(i);
            if (place.path("status").asInt() == 503) {
                refused = true;
                scene.tally().add(Tally.Count.REFUSED);
                if (isUnknown(place)) {
                    scene.tally().add(Tally.Count.NOT_KNOWN);
                    mayBeStored.add(made.get(i).event());
                }
            } else {
                acknowledged(made.get(i).event(), place);
            }
        }
        return !refused;
    }

    /** All are stored, or none. */
    private void together(List<JsonNode> places, int status) {
        int duplicates = 0;
        for (int i = 0; i < places.size(); i++) {
            duplicates += places.get(i).path("duplicate").asBoolean() ? 1 : 0;
            acknowledged(made.get(i).event(), places.get(i));
        }
        if (duplicates > 0 && duplicates < made.size()) {
            violate("a batch of which only a part was stored: " + duplicates + " of " + made.size() + ", the first: "
                    + made.get(0).event());
        }
        if ((duplicates == made.size()) != (status == 200)) {
            violate("status " + status + " with " + duplicates + " duplicates of " + made.size());
        }
    }

    private void acknowledged(Published event, JsonNode place) {
        String sequence = place.path("sequence").asText();
        if (!place.path("id").asText().equals(event.id()) || sequence.isEmpty()) {
            violate("answered " + place + " (expected: the place of " + event + ")");
            return;
        }
        scene.tally().add(Tally.Count.DUPLICATES, place.path("duplicate").asBoolean() ? 1 : 0);
        if (!acknowledged.add(event)) {
            String other = event.placedAt(sequence);
            if (other != null || !place.path("duplicate").asBoolean()) {
                violate("acknowledged again: " + place + " (expected: a duplicate, as it was acknowledged before): "
                        + event);
            }
            return;
        }
        if (place.path("duplicate").asBoolean() && !mayBeStored.contains(event)) {
            violate("answered as a duplicate: " + place
                    + " (expected: stored now, as no answer before left that open): " + event);
        }
        scene.ledger().acknowledged(event, sequence);
        String before = sequencesBefore.get(event.customer());
        if (before != null && before.compareTo(sequence) >= 0) {
            violate("sequence " + sequence + " (expected: after " + before + ", acknowledged before it) of " + event);
        }
        String last = lastSequences.get(event.customer());
        if (form != Form.LINES && last != null && last.compareTo(sequence) >= 0) {
            violate("sequence " + sequence + " (expected: after " + last + ", before it in the batch) of " + event);
        }
        lastSequences.merge(event.customer(), sequence, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private void violate(String what) {
        scene.violations().add(publisher, what);
    }
}
