package dev.ringdown.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program of a customer that showed an access key; it acts as the customer's admin, but is no agent. Immutable.
 *
 * @param keyName the name of the key in the configuration, not the key
 */
public record AccessKeyIdentity(
        UUID customer, String keyName, @Nullable Instant expiresAt, Issue issue) implements Identity {
    public AccessKeyIdentity {
        requireNonNull(customer, "customer");
        requireNonNull(issue, "issue");
        requireNonNull(keyName, "keyName");
    }

    /** Of a credential that says nothing of itself. */
    public AccessKeyIdentity(UUID customer, String keyName, @Nullable Instant expiresAt) {
        this(customer, keyName, expiresAt, Issue.UNKNOWN);
    }

    @Override
    public @Nullable UUID agent() {
        return null;
    }

    @Override
    public String kind() {
        return "accesskey";
    }

    @Override
    public String holder() {
        return "accesskey:" + keyName;
    }

    @Override
    public List<String> permissions() {
        return List.of(Permission.ADMIN.text());
    }
}
