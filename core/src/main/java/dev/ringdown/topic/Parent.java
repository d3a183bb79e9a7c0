package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

/**
 * A resource to which an event belongs beside its own, as a queue call belongs to its queue. Immutable.
 *
 * @param direct whether a direct token that may read the resource hears the event through it
 */
public record Parent(Resource resource, boolean direct) {
    public Parent {
        requireNonNull(resource, "resource");
    }
}
