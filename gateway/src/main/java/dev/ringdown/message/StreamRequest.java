package dev.ringdown.message;

import dev.ringdown.event.EventShape;
import dev.ringdown.event.Quoted;
import dev.ringdown.log.Sequence;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.TypeFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for in its request for an event stream: a subscribe message in another spelling, and all that it can
 * ever say. Immutable.
 */
public final class StreamRequest implements StreamReading {
    /** What {@code subscribed} echoes, as JSON: the client asks for a reply, and has no id to give. */
    private static final String ID = "\"stream\"";

    private final ClientMessage.Subscribe message;
    private final EventShape shape;

    private StreamRequest(ClientMessage.Subscribe message, EventShape shape) {
        this.message = message;
        this.shape = shape;
    }

    /**
     * Reads a request. Parameters that this version does not know are left alone.
     *
     * @param query decoded; the values of each name in their order
     * @param lastEventId the header {@code Last-Event-ID}, with which a client resumes by itself: it counts in place of
     *     the parameters that say from where on, which were meant for the first time; null if there is none. So does a
     *     {@link QueriedPosition}
     * @param maxTypes how many patterns {@code types} may have
     */
    public static StreamReading read(Map<String, List<String>> query, @Nullable String lastEventId, int maxTypes) {
        StreamParameters parameters = new StreamParameters(query);
        List<String> topics = parameters.list("topics");
        if (topics.isEmpty()) {
            return StreamFault.malformed("topics: missing (expected: one or more, separated by commas)");
        }
        List<String> types = parameters.list("types");
        if (types.size() > maxTypes) {
            return new StreamFault(
                    StreamFault.Kind.MALFORMED,
                    "types: " + types.size() + " of them (expected: at most " + maxTypes + ")",
                    Limit.TYPES);
        }
        String typesFault = ClientMessageReader.faultOfTypes(types);
        if (typesFault != null) {
            return StreamFault.malformed(typesFault);
        }
        RequestedShape shape = RequestedShape.of(parameters);
        if (shape.fault() != null) {
            return StreamFault.malformed(shape.fault());
        }
        List<StartingPoint> from = new ArrayList<>(1);
        QueriedPosition queried = QueriedPosition.of(query);
        StreamFault fault;
        if (lastEventId != null && !lastEventId.isEmpty()) { // newer than what the page's address had from the start
            fault = after("Last-Event-ID", lastEventId, from);
        } else if (queried.fault() != null) {
            fault = StreamFault.malformed(queried.fault());
        } else if (queried.name() != null && queried.text() != null) {
            fault = after(Quoted.of(queried.name()), queried.text(), from);
        } else {
            fault = startingPoints(parameters, from);
        }
        if (fault != null) {
            return fault;
        }
        if (from.size() > 1) {
            return StreamFault.malformed("after, last, snapshot: more than one of them (expected: one at most)");
        }
        ClientMessage.Subscribe message = new ClientMessage.Subscribe(
                ID,
                topics,
                types.isEmpty() ? TypeFilter.ALL : TypeFilter.of(types),
                from.isEmpty() ? new StartingPoint.Now() : from.get(0));
        return new StreamRequest(message, shape.shape() == null ? EventShape.CLOUDEVENTS : shape.shape());
    }

    /** Reads the parameters that say from where on; returns what is wrong, or null. */
    private static @Nullable StreamFault startingPoints(StreamParameters parameters, List<StartingPoint> from) {
        for (String name : List.of("after", "last", "snapshot")) {
            if (parameters.values(name).size() > 1) {
                return StreamFault.malformed(name + ": given more than once (expected: once)");
            }
        }
        String after = parameters.value("after");
        StreamFault fault = after == null ? null : after("after", after, from);
        String last = parameters.value("last");
        if (fault == null && last != null) {
            fault = last(last, from);
        }
        String snapshot = parameters.value("snapshot");
        if (fault == null && snapshot != null) {
            fault = snapshot(snapshot, from);
        }
        return fault;
    }

    private static @Nullable StreamFault after(String name, String text, List<StartingPoint> from) {
        Sequence sequence = Sequence.parse(text);
        if (sequence == null) {
            return StreamFault.malformed(
                    name + ": " + Quoted.of(text) + " (expected: a sequence that this server has sent)");
        }
        from.add(new StartingPoint.After(sequence));
        return null;
    }

    private static @Nullable StreamFault last(String text, List<StartingPoint> from) {
        StartingPoint.Last last = StartingPoint.Last.parse(text);
        if (last == null) {
            return StreamFault.malformed(
                    "last: " + Quoted.of(text) + " (expected: 1 to " + StartingPoint.Last.MAX + ")");
        }
        from.add(last);
        return null;
    }

    private static @Nullable StreamFault snapshot(String text, List<StartingPoint> from) {
        if (text.equals("true")) {
            from.add(new StartingPoint.Snapshot());
        }
        return text.equals("true") || text.equals("false")
                ? null
                : StreamFault.malformed("snapshot: " + Quoted.of(text) + " (expected: true or false)");
    }

    /** In which events are to come. */
    public EventShape shape() {
        return shape;
    }

    /** The subscribe message that it stands for. */
    public ClientMessage.Subscribe message() {
        return message;
    }
}
