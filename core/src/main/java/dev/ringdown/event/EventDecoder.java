package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.protocol.Limit;
import dev.ringdown.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reads events in the forms that publishers send: a CloudEvent (structured or binary mode), a batch of them, or the
 * webhook envelope of VoIPBin. It scans: {@code data} is never parsed into a tree, only its extent and the few members
 * that routing needs are found. Thread-safe.
 */
public final class EventDecoder {
    /** Who publishes VoIPBin's events to webhooks and to its message bus; the latter says so in the envelope. */
    private static final String VOIPBIN_PUBLISHER = "webhook-manager";

    private final RoutingTable routing;
    private final EventScanner scanner;
    private final int maxEventBytes;
    private final int sequenceWidth;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Recurring<String> names = new Recurring<>();

    private record Timestamp(long millis, String text) {}

    /** The latest one made; threads that overwrite each other's only make one more. */
    private volatile Timestamp timestamp = new Timestamp(Long.MIN_VALUE, "");

    /**
     * @param maxEventBytes the largest event, as it was sent
     * @param maxAttributes how many attributes a CloudEvent may have
     * @param sequenceWidth bytes that a sequence takes in the message
     * @param ids makes the id of an event that came without one
     * @param clock gives the time of an event that came without one
     */
    public EventDecoder(
            RoutingTable routing,
            int maxEventBytes,
            int maxAttributes,
            int sequenceWidth,
            Supplier<String> ids,
            Clock clock) {
        this.routing = requireNonNull(routing, "routing");
        this.scanner = new EventScanner(routing, maxAttributes);
        this.maxEventBytes = maxEventBytes;
        this.sequenceWidth = sequenceWidth;
        this.ids = requireNonNull(ids, "ids");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Reads one CloudEvent in structured mode ({@code application/cloudevents+json}). */
    public Event cloudEvent(byte[] body, long receivedNanos) throws InvalidEventException {
        checkSize("body", body.length);
        return EventScanner.read(body, parser -> {
            EventScanner.expectObject(parser.nextToken(), "body");
            EventAttributes event = scanner.attributes(parser);
            EventScanner.expectEnd(parser);
            return finish(event, body, receivedNanos);
        });
    }

    /**
     * Reads an array of CloudEvents ({@code application/cloudevents-batch+json}); one bad event spoils the batch, and
     * the message tells which.
     */
    public List<Event> cloudEventBatch(byte[] body, int maxEvents, long receivedNanos) throws InvalidEventException {
        return EventScanner.read(body, parser -> {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw InvalidEventException.malformed("body", parser.currentToken(), "a JSON array of CloudEvents");
            }
            List<Event> events = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (events.size() == maxEvents) {
                    throw new InvalidEventException(
                            InvalidEventException.Kind.TOO_MANY,
                            "body: more than " + maxEvents + " events (expected: at most " + Limit.BATCH_EVENTS + ")");
                }
                try {
                    EventScanner.expectObject(parser.currentToken(), "event");
                    int from = (int) parser.currentTokenLocation().getByteOffset();
                    EventAttributes event = scanner.attributes(parser);
                    checkSize("event", (int) parser.currentLocation().getByteOffset() - from);
                    events.add(finish(event, body, receivedNanos));
                } catch (InvalidEventException e) {
                    throw new InvalidEventException(e.kind(), "[" + events.size() + "]." + e.getMessage());
                }
            }
            EventScanner.expectEnd(parser);
            return events;
        });
    }

    /**
     * Reads one CloudEvent in binary mode: the attributes are headers, the body is {@code data}.
     *
     * @param headers names without the {@code ce-} prefix, in lower case, to values already percent-decoded
     */
    public Event binary(Map<String, String> headers, byte[] body, long receivedNanos) throws InvalidEventException {
        checkSize("body", body.length);
        return EventScanner.read(body, parser -> {
            EventAttributes event = new EventAttributes();
            scanner.checkCount(headers.size());
            for (Map.Entry<String, String> header : headers.entrySet()) {
                AttributeRules.set(event, header.getKey(), header.getValue());
            }
            if (event.specVersion == null) {
                throw InvalidEventException.malformed("ce-specversion", "missing", "1.0");
            }
            if (parser.nextToken() != null) {
                scanner.data(parser, event);
                EventScanner.expectEnd(parser);
            }
            AttributeRules.checkCloudEvent(event);
            return finish(event, body, receivedNanos);
        });
    }

    /**
     * Reads VoIPBin's webhook envelope: {@code {"type":…,"data":{…}}}, with {@code publisher} and {@code data_type} as
     * its message bus adds them.
     *
     * @param publisher who sent it: the source, unless the envelope names another publisher
     */
    public Event envelope(byte[] body, String publisher, long receivedNanos) throws InvalidEventException {
        return envelope(body, publisher, new EventAttributes(), receivedNanos);
    }

    /**
     * Reads VoIPBin's envelope as one of several copies, which come by its webhooks and its message bus: the id follows
     * from what it says, so each copy is a duplicate of the first.
     *
     * @param participants agents who get it besides those whom the data name
     */
    public Event copy(byte[] body, Collection<UUID> participants, long receivedNanos) throws InvalidEventException {
        EventAttributes event = new EventAttributes();
        event.copy = true;
        event.participants = participants;
        return envelope(body, VOIPBIN_PUBLISHER, event, receivedNanos);
    }

    private Event envelope(byte[] body, String publisher, EventAttributes event, long receivedNanos)
            throws InvalidEventException {
        checkSize("body", body.length);
        return EventScanner.read(body, parser -> {
            EventScanner.expectObject(parser.nextToken(), "body");
            event.source = "/" + publisher;
            scanner.envelope(parser, event);
            EventScanner.expectEnd(parser);
            if (event.dataFrom < 0) {
                throw InvalidEventException.malformed("data", "missing", "the resource");
            }
            return finish(event, body, receivedNanos);
        });
    }

    /** Reads a line of a stream: a CloudEvent if it has a {@code specversion}, else an envelope. */
    public Event line(byte[] line, String publisher, long receivedNanos) throws InvalidEventException {
        return mayBeCloudEvent(line) && isCloudEvent(line)
                ? cloudEvent(line, receivedNanos)
                : envelope(line, publisher, receivedNanos);
    }

    /** Whether the attribute's name stands anywhere, or may stand there with escapes; most lines are read only once so. */
    private static boolean mayBeCloudEvent(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1); // a byte each, which is searched fastest
        return text.contains("specversion") || text.contains("\\u");
    }

    private static boolean isCloudEvent(byte[] line) throws InvalidEventException {
        return EventScanner.read(line, parser -> {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false; // the envelope's reader says what is wrong
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("specversion")) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        });
    }

    private Event finish(EventAttributes event, byte[] body, long receivedNanos) throws InvalidEventException {
        AttributeRules.checkType(event);
        AttributeRules.checkContentType(event);
        Topics topics = routing.topicsOf(event);
        if (event.id == null) {
            event.id =
                    event.copy ? CopyId.of(event.type(), topics.own(), body, event.dataFrom, event.dataTo) : ids.get();
        }
        if (event.time == null) {
            event.time = now();
        } else {
            AttributeRules.checkTime(event.time);
        }
        String source = names.of(requireNonNull(event.source, "source"));
        String type = names.of(event.type());
        EventJson json = EventEncoder.encode(event, topics, sequenceWidth, body);
        return new Event(
                topics.scopes().get(0).id(),
                new EventName(source, event.id),
                type,
                topics,
                routing.isMoment(type),
                json,
                receivedNanos,
                event.copy);
    }

    /** The time in milliseconds as text, which is the same for many events of a batch. */
    private String now() {
        long millis = clock.millis();
        Timestamp latest = timestamp;
        if (latest.millis != millis) {
            latest = new Timestamp(millis, Instant.ofEpochMilli(millis).toString());
            timestamp = latest;
        }
        return latest.text;
    }

    private void checkSize(String field, int bytes) throws InvalidEventException {
        if (bytes > maxEventBytes) {
            throw new InvalidEventException(
                    InvalidEventException.Kind.TOO_LARGE,
                    field + ": " + bytes + " bytes (expected: at most " + maxEventBytes + ", " + Limit.EVENT_BYTES
                            + ")");
        }
    }
}
