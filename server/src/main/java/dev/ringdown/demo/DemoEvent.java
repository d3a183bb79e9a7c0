package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Something that happened in the contact centre. Immutable.
 *
 * @param atNanos when, in nanoseconds of virtual time since the centre opened
 * @param type {@code <resource>_<action>}
 * @param body the JSON to publish: the webhook envelope {@code {"type":…,"data":…}}
 */
record DemoEvent(UUID customerId, long atNanos, String type, String body) {
    DemoEvent {
        requireNonNull(customerId, "customerId");
        requireNonNull(type, "type");
        requireNonNull(body, "body");
    }
}
