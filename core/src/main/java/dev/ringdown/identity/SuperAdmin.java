package dev.ringdown.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent who runs the platform: reads the topics of every customer, and of agents only its own. Immutable. */
public record SuperAdmin(
        UUID customer, UUID agent, @Nullable Instant expiresAt, Issue issue) implements Identity {
    public SuperAdmin {
        requireNonNull(customer, "customer");
        requireNonNull(issue, "issue");
        requireNonNull(agent, "agent");
    }

    /** Of a credential that says nothing of itself. */
    public SuperAdmin(UUID customer, UUID agent, @Nullable Instant expiresAt) {
        this(customer, agent, expiresAt, Issue.UNKNOWN);
    }

    @Override
    public String kind() {
        return "superadmin";
    }

    @Override
    public String holder() {
        return "agent:" + agent;
    }

    @Override
    public List<String> permissions() {
        return List.of(Permission.SUPERADMIN.text());
    }
}
