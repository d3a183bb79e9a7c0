package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics as clients write them. Immutable, any thread.
 *
 * <pre>
 * topic       = scope ":" scope-id [ ":" tail ] [ ":" ]
 *             / tail [ ":" ]                                             ; short form
 * tail        = resource [ ":" resource-id / ":" types [ ":" resource-id ] ]
 * scope       = "customer_id" / "agent_id"
 * scope-id    = UUID
 * resource    = "*" / 1*64( a-z / 0-9 / "_" / "-" )
 * resource-id = "*" / 1*128( ALPHA / DIGIT / "_" / "-" / "." )
 * types       = 1*128( ALPHA / DIGIT / "_" / "-" / "." ) [ "*" ]         ; a type, or the beginning of types
 * </pre>
 *
 * <p>The segment behind the resource is a type if such events may belong to the resource, else it is an id.
 */
public final class TopicParser {
    private static final String TAIL = "<resource>[:<resource-id>] or <resource>:<event type>[:<resource-id>]";

    /** What stands behind the scope, or why it is none. */
    private record Tail(
            @Nullable String resource,
            @Nullable String resourceId,
            TypePattern types,
            @Nullable String fault) {
        static Tail of(@Nullable String resource, @Nullable String resourceId, TypePattern types) {
            return new Tail(resource, resourceId, types, null);
        }

        static Tail wrong(String fault) {
            return new Tail(null, null, TypePattern.ANY, fault);
        }
    }

    private final EventTypes eventTypes;

    /** @param eventTypes tells types from ids */
    public TopicParser(EventTypes eventTypes) {
        this.eventTypes = requireNonNull(eventTypes, "eventTypes");
    }

    /** Reads what a client wrote; never fails, since a malformed topic is a case of its own. */
    public RequestedTopic parse(String text) {
        boolean openEnded = text.length() > 1 && text.endsWith(":");
        RequestedTopic topic = parseSegments((openEnded ? text.substring(0, text.length() - 1) : text).split(":", -1));
        return openEnded && !(topic instanceof InvalidTopic) ? new OpenEnded(topic) : topic;
    }

    private RequestedTopic parseSegments(String[] segments) {
        for (Scope scope : Scope.values()) {
            if (segments[0].equals(scope.text())) {
                return parseScoped(scope, segments);
            }
        }
        if (segments.length > 3) {
            return new InvalidTopic("a topic of " + segments.length
                    + " segments starts with customer_id or agent_id; the short form is " + TAIL);
        }
        Tail tail = tail(segments, 0);
        return tail.fault == null
                ? new ShortForm(tail.resource, tail.resourceId, tail.types)
                : new InvalidTopic(tail.fault);
    }

    private RequestedTopic parseScoped(Scope scope, String[] segments) {
        String form = scope.text() + ":<uuid>, alone or with :" + TAIL;
        if (segments.length < 2) {
            return new InvalidTopic("the id is missing; expected " + form);
        }
        if (segments.length > 5) {
            return new InvalidTopic(segments.length + " segments; expected " + form);
        }
        UUID scopeId = UuidText.parse(segments[1]);
        if (scopeId == null) {
            return new InvalidTopic("the second segment is not a UUID; expected " + form);
        }
        Tail tail = tail(segments, 2);
        return tail.fault == null
                ? new TopicFilter(scope, scopeId, tail.resource, tail.resourceId, tail.types, false)
                : new InvalidTopic(tail.fault);
    }

    private Tail tail(String[] segments, int resourceAt) {
        if (segments.length <= resourceAt) {
            return Tail.of(null, null, TypePattern.ANY);
        }
        String written = segments[resourceAt];
        String resource = written;
        if (!written.equals("*") && !Segments.isResource(written)) {
            resource = eventTypes.resourceOf(written);
            if (resource == null) {
                return Tail.wrong(
                        written.isEmpty()
                                ? "the resource is empty; leave it out or write *"
                                : "the resource is not * or 1 to 64 of a-z 0-9 _ -");
            }
        }
        String meant = resource.equals("*") ? null : eventTypes.shared(resource);
        return switch (segments.length - resourceAt) {
            case 1 -> Tail.of(meant, null, TypePattern.ANY);
            case 2 -> idOrTypes(meant, segments[resourceAt + 1]);
            default -> typesAndId(meant, segments[resourceAt + 1], segments[resourceAt + 2]);
        };
    }

    private Tail idOrTypes(@Nullable String resource, String segment) {
        if (segment.equals("*")) {
            return Tail.of(resource, null, TypePattern.ANY);
        }
        if (areTypesOf(resource, segment)) {
            return Tail.of(resource, null, new TypePattern(segment));
        }
        String fault = faultOfId(segment);
        if (fault != null && TypePattern.isTypeOrBeginning(segment)) {
            fault = noTypesOf(resource);
        }
        return fault == null ? Tail.of(resource, segment, TypePattern.ANY) : Tail.wrong(fault);
    }

    private Tail typesAndId(@Nullable String resource, String types, String id) {
        if (!types.equals("*") && !areTypesOf(resource, types)) {
            return Tail.wrong(
                    types.isEmpty() ? "the event type is empty; leave it out or write *" : noTypesOf(resource));
        }
        String fault = id.equals("*") ? null : faultOfId(id);
        return fault == null
                ? Tail.of(resource, id.equals("*") ? null : id, new TypePattern(types))
                : Tail.wrong(fault);
    }

    private boolean areTypesOf(@Nullable String resource, String segment) {
        return TypePattern.isTypeOrBeginning(segment) && eventTypes.mayBelong(new TypePattern(segment), resource);
    }

    private static String noTypesOf(@Nullable String resource) {
        return "the segment behind the resource is no type, or beginning of types, of events that belong to "
                + (resource == null ? "a resource" : resource);
    }

    private static @Nullable String faultOfId(String id) {
        if (Segments.isResourceId(id)) {
            return null;
        }
        return id.isEmpty()
                ? "the resource id is empty; leave it out or write *"
                : "the resource id is not * or 1 to 128 of A-Z a-z 0-9 _ - .";
    }
}
