package dev.ringdown.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param contentType empty if there is no body
 * @param headers further headers; {@code Content-Type} and {@code Content-Length} are set from the rest
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    public static Answer json(int status, byte[] body) {
        return new Answer(status, "application/json", body, Map.of());
    }

    /** 204: it is done, and there is nothing to tell. */
    public static Answer noContent() {
        return new Answer(204, "", new byte[0], Map.of());
    }

    public static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
