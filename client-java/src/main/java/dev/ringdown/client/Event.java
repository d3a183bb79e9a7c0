package dev.ringdown.client;

import org.jspecify.annotations.Nullable;

/** Something that happened: a CloudEvent 1.0. Immutable, any thread. */
public final class Event implements Item {
    private final JsonObject json;
    private final String id;
    private final String source;
    private final String type;
    private final String subject;
    private final String sequence;

    Event(JsonObject json) {
        this.json = json;
        this.id = json.text("id");
        this.source = json.text("source");
        this.type = json.text("type");
        this.subject = json.text("subject");
        this.sequence = json.text("sequence");
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

    /** {@code <resource>:<resource-id>}. */
    public String subject() {
        return subject;
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
