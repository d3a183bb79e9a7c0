package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one subscribes to: a scope and, optionally, a resource and a resource's id in it. Matching is by whole segments:
 * {@code customer_id:<c>:call} matches every event of every call and never one of a {@code callback}. Immutable.
 *
 * @param scope whether it asks for a customer's or an agent's topics
 * @param scopeId the customer or agent; always one, never all
 * @param resource null matches every resource
 * @param resourceId null matches every id; a UUID is kept in lower case
 */
public record TopicFilter(
        Scope scope,
        UUID scopeId,
        @Nullable String resource,
        @Nullable String resourceId) implements RequestedTopic {
    public TopicFilter {
        requireNonNull(scope, "scope");
        requireNonNull(scopeId, "scopeId");
        if (resource != null) {
            resource = resource.intern(); // there are few of them, and many filters
        }
        if (resourceId != null) {
            resourceId = Segments.canonicalResourceId(resourceId);
        }
    }

    /** Whether an event with this topic is asked for. */
    public boolean matches(Topic topic) {
        return scope == topic.scope()
                && scopeId.equals(topic.scopeId())
                && (resource == null || resource.equals(topic.resource()))
                && (resourceId == null || resourceId.equals(topic.resourceId()));
    }

    /** Whether there can be a topic that both this filter and another one match. */
    public boolean overlaps(TopicFilter other) {
        return scope == other.scope
                && scopeId.equals(other.scopeId)
                && (resource == null || other.resource == null || resource.equals(other.resource))
                && (resourceId == null || other.resourceId == null || resourceId.equals(other.resourceId));
    }

    /** The filter as it is written, without segments that would match everything at its end. */
    @Override
    public String toString() {
        String head = scope.text() + ':' + scopeId;
        if (resourceId != null) {
            return head + ':' + (resource == null ? "*" : resource) + ':' + resourceId;
        }
        return resource == null ? head : head + ':' + resource;
    }
}
