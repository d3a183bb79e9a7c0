package dev.ringdown.client;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that happened: a CloudEvent 1.0. Immutable, any thread. */
public final class Event implements Item {
    private final JsonObject json;
    private final String id;
    private final String source;
    private final String type;
    private final String subject;
    private final String sequence;
    private final List<String> parents;

    Event(JsonObject json) {
        this.json = json;
        this.id = json.text("id");
        this.source = json.text("source");
        this.type = json.text("type");
        this.subject = json.text("subject");
        this.sequence = json.text("sequence");
        this.parents = json.has("parents") ? List.of(json.text("parents").split(",", -1)) : List.of();
    }

    /** With its source it names the event. */
    public String id() {
        return id;
    }

    public String source() {
        return source;
    }

    /** {@code <resource>_<action>}, such as {@code call_hangup}. */
    public String type() {
        return type;
    }

    /** Its own resource: {@code <resource>:<resource-id>}. */
    public String subject() {
        return subject;
    }

    /**
     * What it belongs to besides, such as the queue that a caller has entered: {@code <resource>:<resource-id>} each, or
     * {@code <resource>} alone where the event does not say which one. Empty if there is nothing.
     */
    public List<String> parents() {
        return parents;
    }

    /** What it belongs to, as topics: its subject first, then its parents. */
    List<Topic> names() {
        return Stream.concat(Stream.of(subject), parents.stream())
                .map(Topic::parse)
                .toList();
    }

    /** Its place in the log: opaque, and within one customer it orders as plain text does. */
    public String sequence() {
        return sequence;
    }

    /** RFC 3339; null if the publisher did not say. */
    public @Nullable String time() {
        return json.has("time") ? json.text("time") : null;
    }

    /** What was published, as JSON, byte for byte; null if it was published without data. */
    public @Nullable String data() {
        return json.has("data") ? json.raw("data") : null;
    }

    /** Any attribute but {@code data}: a text as it is meant, a number or a boolean as JSON has it; null if there is none. */
    public @Nullable String attribute(String name) {
        if (!json.has(name)) {
            return null;
        }
        String raw = json.raw(name);
        return raw.startsWith("\"") ? json.text(name) : raw;
    }

    /** The whole event, as JSON, as it came. */
    public String json() {
        return json.toString();
    }

    @Override
    public String toString() {
        return type + " " + subject + " " + sequence;
    }
}
