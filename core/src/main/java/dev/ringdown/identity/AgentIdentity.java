package dev.ringdown.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person of a customer's organisation: an agent, a manager, an admin. Immutable. */
public record AgentIdentity(
        UUID customer,
        UUID agent,
        Set<Permission> granted,
        @Nullable Instant expiresAt,
        Issue issue) implements Identity {
    public AgentIdentity {
        requireNonNull(customer, "customer");
        requireNonNull(issue, "issue");
        requireNonNull(agent, "agent");
        granted = Set.copyOf(granted);
    }

    /** Of a credential that says nothing of itself. */
    public AgentIdentity(UUID customer, UUID agent, Set<Permission> granted, @Nullable Instant expiresAt) {
        this(customer, agent, granted, expiresAt, Issue.UNKNOWN);
    }

    /** Whether the agent may read what concerns its whole customer. */
    public boolean readsCustomer() {
        return granted.contains(Permission.ADMIN) || granted.contains(Permission.MANAGER);
    }

    @Override
    public String kind() {
        return "agent";
    }

    @Override
    public String holder() {
        return "agent:" + agent;
    }

    @Override
    public List<String> permissions() {
        return granted.stream().sorted().map(Permission::text).toList();
    }
}
