package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import dev.ringdown.topic.UuidText;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives an event that was stored before there were parents the topics that it would get today. Thread-safe.
 *
 * <p>Then a message of a chat had the chat for its subject, and so for its topics; today it has a subject of its own, and the
 * chat is a parent.
 */
public final class Rerouting {
    private static final Set<String> ASSIGNED = Set.of("sequence");

    private final RoutingTable routing;
    private final EventScanner scanner;

    public Rerouting(RoutingTable routing) {
        this.routing = requireNonNull(routing, "routing");
        this.scanner = new EventScanner(routing, Integer.MAX_VALUE);
    }

    /** What an event is today: where it belongs, what it is, and how it is written. */
    public record Rerouted(Topics topics, boolean moment, EventJson json) {}

    /**
     * Routes a stored event again.
     *
     * @param then the topics that it was stored with
     * @param json as it was stored, with its sequence
     * @param sequenceWidth bytes that a sequence takes in it
     * @return null if today's rules have no topics for it, so that those of then are the best there is
     */
    public @Nullable Rerouted reroute(Topics then, byte[] json, int sequenceWidth) {
        try {
            EventAttributes event = EventScanner.read(json, parser -> {
                EventScanner.expectObject(parser.nextToken(), "event");
                return scanner.attributes(parser, ASSIGNED);
            });
            event.customerId = idsIn(then, Scope.CUSTOMER);
            event.agentIds = idsIn(then, Scope.AGENT);
            event.subject = null;
            Topics topics = routing.topicsOf(event);
            if (!followed(then.own(), topics)) {
                event.subject = then.own().toString();
                topics = routing.topicsOf(event);
            }
            return new Rerouted(
                    topics, routing.isMoment(event.type()), EventEncoder.encode(event, topics, sequenceWidth, json));
        } catch (InvalidEventException e) {
            return null;
        }
    }

    /** Comma separated; of no agent it is a list that names none. */
    private static String idsIn(Topics topics, Scope scope) {
        String ids = topics.scopes().stream()
                .filter(in -> in.scope() == scope)
                .map(InScope::id)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return ids.isEmpty() ? UuidText.NONE.toString() : ids;
    }

    /** Whether the subject of then followed from the event, and was not given by its publisher: today it is a parent. */
    private static boolean followed(Resource subject, Topics today) {
        return subject.equals(today.own())
                || today.parents().stream().map(Parent::resource).anyMatch(subject::equals);
    }
}
