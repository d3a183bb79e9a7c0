package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.protocol.Limit;
import dev.ringdown.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in the forms that publishers send: a CloudEvent (structured or binary mode), a batch of them, or the
 * webhook envelope of VoIPBin. It scans: {@code data} is never parsed into a tree, only its extent and the few members
 * that routing needs are found. Thread-safe.
 */
public final class EventDecoder {
    /** Who publishes VoIPBin's events to webhooks and to its message bus; the latter says so in the envelope. */
    private static final String VOIPBIN_PUBLISHER = "webhook-manager";

    // Guessing another charset than UTF-8 would make every byte offset below meaningless.
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final RoutingTable routing;
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
     * @param sequenceWidth bytes that a sequence takes in the message
     * @param ids makes the id of an event that came without one
     * @param clock gives the time of an event that came without one
     */
    public EventDecoder(RoutingTable routing, int maxEventBytes, int sequenceWidth, Supplier<String> ids, Clock clock) {
        this.routing = requireNonNull(routing, "routing");
        this.maxEventBytes = maxEventBytes;
        this.sequenceWidth = sequenceWidth;
        this.ids = requireNonNull(ids, "ids");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Reads one CloudEvent in structured mode ({@code application/cloudevents+json}). */
    public Event cloudEvent(byte[] body, long receivedNanos) throws InvalidEventException {
        checkSize("body", body.length);
        return read(body, parser -> {
            expectObject(parser.nextToken(), "body");
            EventAttributes event = attributes(parser);
            expectEnd(parser);
            return finish(event, body, receivedNanos);
        });
    }

    /**
     * Reads an array of CloudEvents ({@code application/cloudevents-batch+json}); one bad event spoils the batch, and
     * the message tells which.
     */
    public List<Event> cloudEventBatch(byte[] body, int maxEvents, long receivedNanos) throws InvalidEventException {
        return read(body, parser -> {
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
                    expectObject(parser.currentToken(), "event");
                    int from = (int) parser.currentTokenLocation().getByteOffset();
                    EventAttributes event = attributes(parser);
                    checkSize("event", (int) parser.currentLocation().getByteOffset() - from);
                    events.add(finish(event, body, receivedNanos));
                } catch (InvalidEventException e) {
                    throw new InvalidEventException(e.kind(), "[" + events.size() + "]." + e.getMessage());
                }
            }
            expectEnd(parser);
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
        return read(body, parser -> {
            EventAttributes event = new EventAttributes();
            for (Map.Entry<String, String> header : headers.entrySet()) {
                AttributeRules.set(event, header.getKey(), header.getValue());
            }
            if (event.specVersion == null) {
                throw InvalidEventException.malformed("ce-specversion", "missing", "1.0");
            }
            if (parser.nextToken() != null) {
                data(parser, event);
                expectEnd(parser);
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
        return read(body, parser -> {
            expectObject(parser.nextToken(), "body");
            event.source = "/" + publisher;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "type" -> event.type(text(parser, name));
                    case "data" -> data(parser, event);
                    case "publisher" -> event.source = "/" + text(parser, name);
                    case "data_type" -> event.dataContentType = text(parser, name);
                    default ->
                        throw InvalidEventException.malformed(
                                name, "unknown member", "type, data, publisher, data_type");
                }
            }
            expectEnd(parser);
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
        return read(line, parser -> {
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

    private interface Reading<T> {
        T from(JsonParser parser) throws IOException, InvalidEventException;
    }

    private static <T> T read(byte[] body, Reading<T> reading) throws InvalidEventException {
        Utf8.check(body);
        try (JsonParser parser = JSON.createParser(body)) {
            return reading.from(parser);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation(); // null if a limit of the parser was hit, such as the depth of nesting
            throw new InvalidEventException(
                    InvalidEventException.Kind.MALFORMED,
                    "body: not JSON" + (at == null ? "" : " at byte " + at.getByteOffset()) + " ("
                            + Quoted.of(e.getOriginalMessage()) + ")");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read JSON from memory", e);
        }
    }

    private static void expectObject(@Nullable JsonToken token, String field) throws InvalidEventException {
        if (token != JsonToken.START_OBJECT) {
            throw InvalidEventException.malformed(field, token == null ? "empty" : token, "a JSON object");
        }
    }

    private static void expectEnd(JsonParser parser) throws IOException, InvalidEventException {
        if (parser.nextToken() != null) {
            throw InvalidEventException.malformed("body", "more after the end", "one JSON value");
        }
    }

    private EventAttributes attributes(JsonParser parser) throws IOException, InvalidEventException {
        EventAttributes event = new EventAttributes();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (!seen.add(name)) {
                throw InvalidEventException.malformed(name, "given twice", "every attribute once");
            }
            if (name.equals("data")) {
                data(parser, event);
            } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
                AttributeRules.set(event, name, parser.getText());
            } else if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
                AttributeRules.setExtension(event, name, parser.getText(), parser.getText());
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) { // null means absent, JSON format section 2.2
                throw InvalidEventException.malformed(name, parser.currentToken(), "a string, number or boolean");
            }
        }
        AttributeRules.checkCloudEvent(event);
        return event;
    }

    /** Notes where the value lies and, if it is an object, the members of it that routing may need. */
    private void data(JsonParser parser, EventAttributes event) throws IOException {
        event.dataFrom = (int) parser.currentTokenLocation().getByteOffset();
        event.dataFields.clear();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT) {
                    if (routing.needs(name)) {
                        event.dataFields.put(name, parser.getText());
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
        parser.finishToken();
        // A number ends where the next character does not belong to it, which the parser may have taken already.
        event.dataTo = parser.currentToken().isNumeric()
                ? event.dataFrom + parser.getTextLength()
                : (int) parser.currentLocation().getByteOffset();
    }

    private static String text(JsonParser parser, String field) throws IOException, InvalidEventException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw InvalidEventException.malformed(field, parser.currentToken(), "a string");
        }
        String value = parser.getText();
        AttributeRules.checkText(field, value);
        return value;
    }

    private Event finish(EventAttributes event, byte[] body, long receivedNanos) throws InvalidEventException {
        AttributeRules.checkType(event);
        AttributeRules.checkContentType(event);
        List<Topic> topics = routing.topicsOf(event);
        Topic first = topics.get(0);
        if (event.id == null) {
            event.id = event.copy
                    ? CopyId.of(event.type(), first.resourceId(), body, event.dataFrom, event.dataTo)
                    : ids.get();
        }
        if (event.time == null) {
            event.time = now();
        } else {
            AttributeRules.checkTime(event.time);
        }
        String source = names.of(requireNonNull(event.source, "source"));
        String type = names.of(event.type());
        EventJson json = EventEncoder.encode(event, first.resource() + ':' + first.resourceId(), sequenceWidth, body);
        return new Event(first.scopeId(), new EventName(source, event.id), type, topics, json, receivedNanos);
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
