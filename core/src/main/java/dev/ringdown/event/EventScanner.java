package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.json.PeerJson;
import dev.ringdown.protocol.Limit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the attributes of an event in JSON, and where its {@code data} lies. What {@code data} holds is passed over, but for
 * the members that routing may need. Thread-safe.
 */
final class EventScanner {
    private final RoutingTable routing;
    private final int maxAttributes;

    /** @param maxAttributes how many an event may have */
    EventScanner(RoutingTable routing, int maxAttributes) {
        this.routing = requireNonNull(routing, "routing");
        this.maxAttributes = maxAttributes;
    }

    interface Reading<T> {
        T from(JsonParser parser) throws IOException, InvalidEventException;
    }

    /** Reads JSON from memory; what is no JSON, or no UTF-8, is an invalid event. */
    static <T> T read(byte[] body, Reading<T> reading) throws InvalidEventException {
        Utf8.check(body);
        try (JsonParser parser = PeerJson.parser(body)) {
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

    static void expectObject(@Nullable JsonToken token, String field) throws InvalidEventException {
        if (token != JsonToken.START_OBJECT) {
            throw InvalidEventException.malformed(field, token == null ? "empty" : token, "a JSON object");
        }
    }

    static void expectEnd(JsonParser parser) throws IOException, InvalidEventException {
        if (parser.nextToken() != null) {
            throw InvalidEventException.malformed("body", "more after the end", "one JSON value");
        }
    }

    /** The attributes of a CloudEvent at whose beginning the parser stands. */
    EventAttributes attributes(JsonParser parser) throws IOException, InvalidEventException {
        return attributes(parser, Set.of());
    }

    /** The same, of which some attributes are left out. */
    EventAttributes attributes(JsonParser parser, Set<String> leftOut) throws IOException, InvalidEventException {
        EventAttributes event = new EventAttributes();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            expectFirst(name, seen.add(name));
            checkCount(seen.size());
            if (name.equals("data")) {
                data(parser, event);
            } else if (leftOut.contains(name)) {
                parser.skipChildren();
            } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
                AttributeRules.set(event, name, parser.getText());
            } else if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
                expectInteger(name, parser);
                AttributeRules.setExtension(event, name, parser.getText(), parser.getText());
            } else if (parser.currentToken() != JsonToken.VALUE_NULL) { // null means absent, JSON format section 2.2
                throw InvalidEventException.malformed(name, parser.currentToken(), "a string, number or boolean");
            }
        }
        AttributeRules.checkCloudEvent(event);
        return event;
    }

    /** A number of CloudEvents is an Integer (section "Type System"). */
    private static void expectInteger(String name, JsonParser parser) throws IOException, InvalidEventException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT
                || token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.INT) {
            throw InvalidEventException.malformed(name, parser.getText(), "a whole number of 32 bits, or a string");
        }
    }

    /** The members of VoIPBin's envelope at whose beginning the parser stands. */
    void envelope(JsonParser parser, EventAttributes event) throws IOException, InvalidEventException {
        boolean publisherSeen = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> {
                    expectFirst(name, !event.hasType());
                    event.type(text(parser, name));
                }
                case "data" -> {
                    expectFirst(name, event.dataFrom < 0);
                    data(parser, event);
                }
                case "publisher" -> {
                    expectFirst(name, !publisherSeen);
                    publisherSeen = true;
                    String named = text(parser, name);
                    if (!event.copy) { // copies have one name, whatever each of them says
                        event.source = "/" + named;
                    }
                }
                case "data_type" -> {
                    expectFirst(name, event.dataContentType == null);
                    event.dataContentType = text(parser, name);
                }
                default ->
                    throw InvalidEventException.malformed(name, "unknown member", "type, data, publisher, data_type");
            }
        }
    }

    /** Of two members of one name, whoever read the event before may have taken the other one. */
    private static void expectFirst(String name, boolean isFirst) throws InvalidEventException {
        if (!isFirst) {
            throw InvalidEventException.malformed(name, "given twice", "once");
        }
    }

    /** Whether an event may have so many attributes. */
    void checkCount(int attributes) throws InvalidEventException {
        if (attributes > maxAttributes) {
            throw new InvalidEventException(
                    InvalidEventException.Kind.TOO_MANY_ATTRIBUTES,
                    "event: more than " + maxAttributes + " attributes (expected: at most " + Limit.EVENT_ATTRIBUTES
                            + ")");
        }
    }

    /** Notes where the value lies and, if it is an object, the members of it that routing may need. */
    void data(JsonParser parser, EventAttributes event) throws IOException, InvalidEventException {
        event.dataFrom = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT) {
                    if (routing.needs(name) && event.dataFields.put(name, parser.getText()) != null) {
                        throw InvalidEventException.malformed("data." + name, "given twice", "once");
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

    /** The value of a member that must be a text. */
    static String text(JsonParser parser, String field) throws IOException, InvalidEventException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw InvalidEventException.malformed(field, parser.currentToken(), "a string");
        }
        String value = parser.getText();
        AttributeRules.checkText(field, value);
        return value;
    }
}
