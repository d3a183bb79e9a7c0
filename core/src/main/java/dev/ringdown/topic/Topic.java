package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one event is about, in full: a scope, its id, a resource and the resource's id. An event carries one or more, see
 * {@link Topics}. Immutable.
 *
 * @param scope whether it is a customer's or an agent's topic
 * @param scopeId the customer or agent
 * @param resource such as {@code call}; see {@link Segments#isResource}
 * @param resourceId which one; a UUID is kept in lower case; null if that is not known
 */
public record Topic(
        Scope scope,
        UUID scopeId,
        String resource,
        @Nullable String resourceId) {
    public Topic {
        requireNonNull(scope, "scope");
        requireNonNull(scopeId, "scopeId");
        resourceId = new Resource(resource, resourceId).id(); // checked and canonical
    }

    /** The topic as it is written: four segments joined by colons, three without an id. */
    @Override
    public String toString() {
        return scope.text() + ':' + scopeId + ':' + resource + (resourceId == null ? "" : ':' + resourceId);
    }
}
