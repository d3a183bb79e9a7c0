package dev.ringdown.topic;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A topic as a client wrote it, parsed: a {@link TopicFilter}, a {@link ShortForm} that still needs an identity to mean
 * something, or an {@link InvalidTopic} with the reason.
 *
 * <pre>
 * topic       = scope ":" scope-id [ ":" resource [ ":" resource-id ] ]
 *             / resource [ ":" resource-id ]                              ; short form
 * scope       = "customer_id" / "agent_id"
 * scope-id    = UUID
 * resource    = "*" / 1*64( a-z / 0-9 / "_" / "-" )
 * resource-id = "*" / 1*128( ALPHA / DIGIT / "_" / "-" / "." )
 * </pre>
 */
public sealed interface RequestedTopic permits TopicFilter, ShortForm, InvalidTopic {
    /** Parses what a client wrote; never fails, since a malformed topic is a case of its own. */
    static RequestedTopic parse(String text) {
        String[] segments = text.split(":", -1);
        for (Scope scope : Scope.values()) {
            if (segments[0].equals(scope.text())) {
                return parseScoped(scope, segments);
            }
        }
        if (segments.length > 2) {
            return new InvalidTopic("a topic of " + segments.length
                    + " segments starts with customer_id or agent_id; the short form is <resource>[:<resource-id>]");
        }
        String fault = fault(segments, 0);
        return fault == null ? new ShortForm(Tail.of(segments, 0), Tail.of(segments, 1)) : new InvalidTopic(fault);
    }

    private static RequestedTopic parseScoped(Scope scope, String[] segments) {
        String form = scope.text() + ":<uuid>[:<resource>[:<resource-id>]]";
        if (segments.length < 2) {
            return new InvalidTopic("the id is missing; expected " + form);
        }
        if (segments.length > 4) {
            return new InvalidTopic(segments.length + " segments; expected " + form);
        }
        UUID scopeId = UuidText.parse(segments[1]);
        if (scopeId == null) {
            return new InvalidTopic("the second segment is not a UUID; expected " + form);
        }
        String fault = fault(segments, 2);
        return fault == null
                ? new TopicFilter(scope, scopeId, Tail.of(segments, 2), Tail.of(segments, 3))
                : new InvalidTopic(fault);
    }

    private static @Nullable String fault(String[] segments, int resourceAt) {
        if (segments.length > resourceAt
                && !segments[resourceAt].equals("*")
                && !Segments.isResource(segments[resourceAt])) {
            return segments[resourceAt].isEmpty()
                    ? "the resource is empty; leave it out or write *"
                    : "the resource is not * or 1 to 64 of a-z 0-9 _ -";
        }
        int idAt = resourceAt + 1;
        if (segments.length > idAt && !segments[idAt].equals("*") && !Segments.isResourceId(segments[idAt])) {
            return segments[idAt].isEmpty()
                    ? "the resource id is empty; leave it out or write *"
                    : "the resource id is not * or 1 to 128 of A-Z a-z 0-9 _ - .";
        }
        return null;
    }
}
