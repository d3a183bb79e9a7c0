package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Where callers of a customer wait; every plain agent of the customer answers every queue. Immutable. */
public record DemoQueue(UUID id, UUID customerId, String name) {
    public DemoQueue {
        requireNonNull(id, "id");
        requireNonNull(customerId, "customerId");
        requireNonNull(name, "name");
    }
}
