package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one subscribes to: a scope and, optionally, a resource, a resource's id and event types in it. Matching is by whole
 * segments: {@code customer_id:<c>:call} matches every event that belongs to a call and never one of a {@code callback}.
 * Immutable.
 *
 * @param scope whether it asks for a customer's or an agent's topics
 * @param scopeId the customer or agent; always one, never all
 * @param resource null matches every resource
 * @param resourceId null matches every id, and events of which the id is not known; a UUID is kept in lower case
 * @param types which events of the resource are meant; {@link TypePattern#ANY}: all
 * @param direct whether a parent counts only if a direct token may hear the event through it
 */
public record TopicFilter(
        Scope scope,
        UUID scopeId,
        @Nullable String resource,
        @Nullable String resourceId,
        TypePattern types,
        boolean direct)
        implements RequestedTopic {
    public TopicFilter {
        requireNonNull(scope, "scope");
        requireNonNull(scopeId, "scopeId");
        requireNonNull(types, "types");
        if (resourceId != null) {
            resourceId = Segments.canonicalResourceId(resourceId);
        }
    }

    /** A filter that means events of every type. */
    public TopicFilter(Scope scope, UUID scopeId, @Nullable String resource, @Nullable String resourceId) {
        this(scope, scopeId, resource, resourceId, TypePattern.ANY, false);
    }

    /** The same for somebody with a direct token. */
    public TopicFilter forDirectToken() {
        return new TopicFilter(scope, scopeId, resource, resourceId, types, true);
    }

    /** Whether an event with these topics and of this type is asked for. */
    public boolean matches(Topics topics, String type) {
        return types.matches(type) && reaches(topics);
    }

    /** Whether an event with these topics is asked for if it is of the right type. */
    public boolean reaches(Topics topics) {
        return isIn(topics.scopes()) && (means(topics.own()) || meansOneOf(topics.parents()));
    }

    private boolean isIn(List<InScope> scopes) {
        for (int i = 0, size = scopes.size(); i < size; i++) {
            InScope in = scopes.get(i);
            if (in.scope() == scope && in.id().equals(scopeId)) {
                return true;
            }
        }
        return false;
    }

    private boolean meansOneOf(List<Parent> parents) {
        for (int i = 0, size = parents.size(); i < size; i++) {
            Parent parent = parents.get(i);
            if ((parent.direct() || !direct) && means(parent.resource())) {
                return true;
            }
        }
        return false;
    }

    private boolean means(Resource other) {
        return (resource == null || resource.equals(other.name()))
                && (resourceId == null || resourceId.equals(other.id()));
    }

    /** Whether both ask for the same of some resource. */
    public boolean overlaps(TopicFilter other) {
        return scope == other.scope
                && scopeId.equals(other.scopeId)
                && (resource == null || other.resource == null || resource.equals(other.resource))
                && (resourceId == null || other.resourceId == null || resourceId.equals(other.resourceId))
                && types.overlaps(other.types);
    }

    /** The filter as it is written, without segments that would match everything at its end. */
    @Override
    public String toString() {
        return scope.text() + ':' + scopeId + ShortForm.tail(":", resource, resourceId, types);
    }
}
