package dev.ringdown.torture.world;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a topic asks for in one scope. Immutable.
 *
 * @param agent whether {@code scopeId} is an agent, not a customer
 * @param resource null matches every type of resource
 * @param resourceId null matches every id
 */
public record Filter(
        boolean agent,
        String scopeId,
        @Nullable String resource,
        @Nullable String resourceId) {
    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    /** @param segments of a legal topic, beginning with the resource at {@code from}; it may be missing */
    static Filter of(boolean agent, String scopeId, String[] segments, int from) {
        return new Filter(agent, scopeId, segment(segments, from), segment(segments, from + 1));
    }

    private static @Nullable String segment(String[] segments, int at) {
        if (at >= segments.length || segments[at].equals("*")) {
            return null;
        }
        return segments[at].matches(UUID) ? segments[at].toLowerCase(Locale.ROOT) : segments[at];
    }

    public boolean matches(Published event) {
        boolean inScope =
                agent ? event.agents().contains(scopeId) : event.customer().equals(scopeId);
        return inScope
                && (resource == null || resource.equals(event.resource().type()))
                && (resourceId == null || resourceId.equals(event.resource().id()));
    }
}
