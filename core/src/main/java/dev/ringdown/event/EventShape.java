package dev.ringdown.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** In which form a client gets events. */
public enum EventShape {
    /** All of the event: CloudEvents 1.0 in JSON. */
    CLOUDEVENTS("cloudevents"),

    /** VoIPBin's webhook form: {@code type} and {@code data}, and nothing else. */
    ENVELOPE("envelope"),

    /** The value of {@code data} alone, as VoIPBin's own WebSocket sends it; {@code null} for an event without. */
    RESOURCE("resource");

    private final String text;

    EventShape(String text) {
        this.text = text;
    }

    /** The word for it, in requests, in the configuration and in what operators are told. */
    public String text() {
        return text;
    }

    /** The shape of this word, or null if it is none. */
    public static @Nullable EventShape parse(String text) {
        return Arrays.stream(values())
                .filter(shape -> shape.text.equals(text))
                .findFirst()
                .orElse(null);
    }
}
