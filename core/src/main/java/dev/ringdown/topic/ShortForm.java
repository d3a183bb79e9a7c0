package dev.ringdown.topic;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A topic without a scope, such as {@code call}: "in every scope that I may read". Immutable.
 *
 * @param resource null matches every resource
 * @param resourceId null matches every id
 */
public record ShortForm(@Nullable String resource, @Nullable String resourceId) implements RequestedTopic {
    /** The filter that this form means in one scope. */
    public TopicFilter in(Scope scope, UUID scopeId) {
        return new TopicFilter(scope, scopeId, resource, resourceId);
    }
}
