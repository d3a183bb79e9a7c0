package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Somebody who works for a customer of the demo. Immutable.
 *
 * @param username what they log in with, an address in a domain that is reserved for examples
 * @param name first and last name
 * @param permission a mask of the constants below, as VoIPBin has them
 */
public record DemoAgent(UUID id, UUID customerId, String username, String name, int permission) {
    public static final int PROJECT_SUPER_ADMIN = 0x01;
    public static final int CUSTOMER_AGENT = 0x10;
    public static final int CUSTOMER_ADMIN = 0x20;
    public static final int CUSTOMER_MANAGER = 0x40;

    public DemoAgent {
        requireNonNull(id, "id");
        requireNonNull(customerId, "customerId");
        requireNonNull(username, "username");
        requireNonNull(name, "name");
    }
}
