package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** In which form a client of the tests has asked for events, and so what the server may say to it. */
public enum Shape {
    CLOUDEVENTS,
    ENVELOPE,
    RESOURCE;

    private static final String MARK = "{\"control\":true,\"type\":\"";

    /** What an address asks for. */
    public static Shape of(String url) {
        String asked = url.replaceAll(".*[?&]shape=([a-z]+).*", "$1");
        return asked.equals(url) ? CLOUDEVENTS : valueOf(asked.toUpperCase(Locale.ROOT));
    }

    /** The word for it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the server means this as something besides events. */
    public boolean isControl(String text) {
        return this == CLOUDEVENTS ? !Json.parse(text).path("type").asText().contains("_") : text.startsWith(MARK);
    }

    /** The server may say this. */
    public void assertServerMessage(String text) {
        JsonNode message = Json.parse(text);
        if (this == CLOUDEVENTS) {
            Contract.assertServerMessage(text);
            assertThat(isControl(text) && message.has("control"))
                    .as("%s has a mark that no CloudEvent needs", text)
                    .isFalse();
        } else if (isControl(text)) {
            String type = message.path("type").asText();
            assertThat(Contract.listedIn("control-message")).as(text).contains(type);
            Contract.assertKept(type, message);
        } else if (this == ENVELOPE) {
            Contract.assertKept("enveloped-event", message);
        }
    }
}
