package dev.ringdown.webhook;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Request;
import java.util.UUID;

/**
 * One customer's webhook. Immutable.
 *
 * @param name stands in its path
 * @param customer whose events it brings, and nobody else's
 * @param secret what its bodies are signed with; never empty
 */
public record Webhook(String name, UUID customer, String secret) {
    /** Where webhooks are, each by its name. */
    static final String PATH = "/v1.0/webhooks/voipbin/";

    public Webhook {
        requireNonNull(name, "name");
        requireNonNull(customer, "customer");
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secret: empty (expected: what VoIPBin signs with)");
        }
    }

    /** The name of the webhook that a request is for, whether there is one or not. */
    static String nameIn(Request request) {
        return request.path().substring(PATH.length());
    }

    /** Does not tell the secret. */
    @Override
    public String toString() {
        return "Webhook[name=" + name + ", customer=" + customer + "]";
    }
}
