package dev.ringdown.webhook;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * One customer's webhook. Immutable.
 *
 * @param name stands in its path
 * @param customer whose events it brings, and nobody else's
 * @param secret what its bodies are signed with; never empty
 */
public record Webhook(String name, UUID customer, String secret) {
    public Webhook {
        requireNonNull(name, "name");
        requireNonNull(customer, "customer");
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secret: empty (expected: what VoIPBin signs with)");
        }
    }

    /** Does not tell the secret. */
    @Override
    public String toString() {
        return "Webhook[name=" + name + ", customer=" + customer + "]";
    }
}
