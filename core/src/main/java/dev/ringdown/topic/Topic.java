package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * What one event is about, in full: a scope, its id, a resource and the resource's id. An event carries one or more.
 * Immutable.
 *
 * @param scope whether it is a customer's or an agent's topic
 * @param scopeId the customer or agent
 * @param resource such as {@code call}; see {@link Segments#isResource}
 * @param resourceId which one; a UUID is kept in lower case
 */
public record Topic(Scope scope, UUID scopeId, String resource, String resourceId) {
    public Topic {
        requireNonNull(scope, "scope");
        requireNonNull(scopeId, "scopeId");
        if (!Segments.isResource(resource)) {
            throw new IllegalArgumentException("resource: " + resource + " (expected: 1 to 64 of a-z 0-9 _ -)");
        }
        if (!Segments.isResourceId(resourceId)) {
            throw new IllegalArgumentException(
                    "resource id: " + resourceId + " (expected: 1 to 128 of A-Z a-z 0-9 _ - .)");
        }
        resourceId = Segments.canonicalResourceId(resourceId);
    }

    /** The topic as it is written: four segments joined by colons. */
    @Override
    public String toString() {
        return scope.text() + ':' + scopeId + ':' + resource + ':' + resourceId;
    }
}
