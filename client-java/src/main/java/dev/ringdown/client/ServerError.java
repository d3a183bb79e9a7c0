package dev.ringdown.client;

import java.util.List;

/**
 * The server refused something that belongs to no subscription. Immutable.
 *
 * @param topics those that it concerns, mostly none
 */
public record ServerError(String code, String message, List<String> topics) {
    static ServerError of(JsonObject message) {
        return new ServerError(message.text("code"), message.text("message"), message.texts("topics"));
    }
}
