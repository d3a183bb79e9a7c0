package dev.ringdown.tests.support;

import com.fasterxml.jackson.databind.JsonNode;

/** What the server said in one text message: as it came, and read. Immutable. */
public record Message(String text, JsonNode json) {
    public static Message of(String text) {
        return new Message(text, Json.parse(text));
    }

    public String type() {
        return json.path("type").asText();
    }

    /** The text of a member; empty if it is not there. */
    public String text(String member) {
        return json.path(member).asText();
    }

    @Override
    public String toString() {
        return text;
    }
}
