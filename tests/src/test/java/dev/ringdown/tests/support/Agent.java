package dev.ringdown.tests.support;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who works for a customer, with VoIPBin's bits of permission. Immutable.
 *
 * @param permission bits of {@code agent.permission}
 */
public record Agent(UUID customer, UUID id, int permission) {
    public static final int SUPER_ADMIN = 0x0001;
    public static final int AGENT = 0x0010;
    public static final int ADMIN = 0x0020;
    public static final int MANAGER = 0x0040;

    /** An admin of a customer that nobody else in the tests has. */
    public static Agent admin() {
        return new Agent(UUID.randomUUID(), UUID.randomUUID(), ADMIN);
    }

    /** A plain agent of a customer that nobody else in the tests has. */
    public static Agent plain() {
        return new Agent(UUID.randomUUID(), UUID.randomUUID(), AGENT);
    }

    /** Somebody else of the same customer. */
    public Agent colleague(int colleaguePermission) {
        return new Agent(customer, UUID.randomUUID(), colleaguePermission);
    }

    /** {@code customer_id:<own customer>} and the rest of a topic. */
    public String customerTopic(String rest) {
        return "customer_id:" + customer + ":" + rest;
    }

    /** {@code agent_id:<own id>} and the rest of a topic. */
    public String agentTopic(String rest) {
        return "agent_id:" + id + ":" + rest;
    }

    /** A good token for the servers of the tests, for an hour. */
    public String token() {
        return tokenUntil(Instant.now().plus(Duration.ofHours(1)));
    }

    /** A token for the servers of the tests that ends then. */
    public String tokenUntil(Instant end) {
        return TestTokens.of(this).expire(end).signedWith(TestTokens.SECRET);
    }
}
