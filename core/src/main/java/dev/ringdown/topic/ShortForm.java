package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A topic without a scope, such as {@code call}: "in every scope that I may read". Immutable.
 *
 * @param resource null matches every resource
 * @param resourceId null matches every id
 * @param types which events of the resource are meant; {@link TypePattern#ANY}: all
 */
public record ShortForm(@Nullable String resource, @Nullable String resourceId, TypePattern types)
        implements RequestedTopic {
    public ShortForm {
        requireNonNull(types, "types");
    }

    /** The filter that this form means in one scope. */
    public TopicFilter in(Scope scope, UUID scopeId) {
        return new TopicFilter(scope, scopeId, resource, resourceId, types, false);
    }

    /** The form as it is written. */
    @Override
    public String toString() {
        return resource == null && resourceId == null && types.equals(TypePattern.ANY)
                ? "*"
                : tail("", resource, resourceId, types);
    }

    /** The segments behind the scope, without those that would match everything at the end. */
    static String tail(String before, @Nullable String resource, @Nullable String resourceId, TypePattern types) {
        String name = before + (resource == null ? "*" : resource);
        if (!types.equals(TypePattern.ANY)) {
            return name + ':' + types + (resourceId == null ? "" : ':' + resourceId);
        }
        if (resourceId != null) {
            boolean maybeType = resourceId.indexOf('_') >= 0; // as every type has one, and would be read as one here
            return name + (maybeType ? ":*:" : ":") + resourceId;
        }
        return resource == null ? "" : name;
    }
}
