package dev.ringdown.event;

import java.nio.charset.StandardCharsets;

/** Messages that nobody has decoded. */
public final class PlainJson {
    private PlainJson() {}

    /** One of which only the size matters. */
    public static EventJson of(int bytes) {
        return new EventJson(new byte[bytes], 0);
    }

    /** One with a hole for its sequence between two texts. */
    public static EventJson of(String before, int hole, String after) {
        String template = before + " ".repeat(hole) + after;
        return new EventJson(template.getBytes(StandardCharsets.UTF_8), before.getBytes(StandardCharsets.UTF_8).length);
    }
}
