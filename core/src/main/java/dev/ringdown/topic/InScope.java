package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Whose an event is: a customer's or an agent's. The first two segments of a topic. Immutable.
 *
 * @param id of the customer or agent
 */
public record InScope(Scope scope, UUID id) {
    public InScope {
        requireNonNull(scope, "scope");
        requireNonNull(id, "id");
    }

    @Override
    public String toString() {
        return scope.text() + ':' + id;
    }
}
