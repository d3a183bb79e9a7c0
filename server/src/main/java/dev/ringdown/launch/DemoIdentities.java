package dev.ringdown.launch;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringdown.demo.DemoAgent;
import dev.ringdown.demo.DemoCustomer;
import dev.ringdown.http.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The people of the demo with a token for each of them, and the key of its publisher: what the console offers whoever has
 * signed in to a demo. Immutable, thread-safe.
 */
final class DemoIdentities {
    /** As long as a person may look at one page; then it asks again. */
    private static final Duration LIFETIME = Duration.ofHours(1);

    private static final Map<Integer, String> ROLES = Map.of(
            DemoAgent.CUSTOMER_ADMIN, "admin",
            DemoAgent.CUSTOMER_MANAGER, "manager",
            DemoAgent.CUSTOMER_AGENT, "agent",
            DemoAgent.PROJECT_SUPER_ADMIN, "super admin");

    private final List<DemoCustomer> customers;
    private final TokenMint mint;
    private final String publisherKey;
    private final Clock clock;

    DemoIdentities(List<DemoCustomer> customers, TokenMint mint, String publisherKey, Clock clock) {
        this.customers = List.copyOf(customers);
        this.mint = requireNonNull(mint, "mint");
        this.publisherKey = requireNonNull(publisherKey, "publisherKey");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Tells them, with tokens that were made for this answer. */
    Answer answer() {
        Instant expiresAt = clock.instant().plus(LIFETIME);
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("publisherKey", publisherKey);
        ArrayNode all = told.putArray("customers");
        for (DemoCustomer customer : customers) {
            ObjectNode one = all.addObject();
            one.put("id", customer.id().toString()).put("name", customer.name());
            ArrayNode identities = one.putArray("identities");
            for (DemoAgent agent : customer.agents()) {
                identities
                        .addObject()
                        .put("name", agent.name())
                        .put("role", ROLES.getOrDefault(agent.permission(), "agent"))
                        .put("agent", agent.id().toString())
                        .put(
                                "token",
                                mint.agent(customer.id(), agent.id(), agent.permission(), agent.username(), expiresAt));
            }
        }
        return new Answer(
                200,
                "application/json",
                told.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff"));
    }
}
