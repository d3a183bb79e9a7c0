package dev.ringdown.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent who runs the platform: reads the topics of every customer, and of agents only its own. Immutable. */
public record SuperAdmin(
        UUID customer, UUID agent, @Nullable Instant expiresAt) implements Identity {
    public SuperAdmin {
        requireNonNull(customer, "customer");
        requireNonNull(agent, "agent");
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
