package dev.ringdown.message;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.event.Quoted;
import dev.ringdown.json.PeerJson;
import dev.ringdown.json.TooManyMembersException;
import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.TypeFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message of a client. Never fails: what cannot be read is a message of its own kind. Members that this
 * version does not know are left alone. Used for one message, then forgotten.
 */
public final class ClientMessageReader {
    private static final String KNOWN_TYPES = "subscribe, unsubscribe, authenticate, explain or ping";

    private static final int MAX_ID_LENGTH = 128;

    /** The most topics that one {@code explain} may have. */
    private static final int MAX_EXPLAINED = 100;

    /**
     * How much a message may have.
     *
     * @param types patterns in {@code types}
     * @param members those of objects in it too
     */
    public record Maxima(int types, int members, int topics) {}

    private final Maxima maxima;

    private @Nullable String type;
    private @Nullable String id;
    private @Nullable Set<String> topics;
    private @Nullable List<String> types;
    private final StartingPointReader startingPoint = new StartingPointReader();
    private @Nullable String token;
    private @Nullable Limit limit;

    private ClientMessageReader(Maxima maxima) {
        this.maxima = maxima;
    }

    /** Reads the text of a message. */
    public static ClientMessage read(byte[] text, Maxima maxima) {
        ClientMessageReader reader = new ClientMessageReader(maxima);
        try (JsonParser parser = PeerJson.parser(text, maxima.members)) {
            String fault = reader.members(parser);
            return fault == null ? reader.message() : reader.malformed(fault);
        } catch (TooManyMembersException e) {
            reader.limit = Limit.MESSAGE_MEMBERS;
            return reader.malformed(e.getOriginalMessage() + " (expected: at most " + Limit.MESSAGE_MEMBERS + ")");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation(); // null if a limit of the parser was hit, such as the depth of nesting
            return reader.malformed("not JSON" + (at == null ? "" : " at byte " + at.getByteOffset()) + ": "
                    + Quoted.of(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read JSON from memory", e);
        }
    }

    /** Reads all members; returns what is wrong, or null. */
    private @Nullable String members(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return "not a JSON object, expected {\"type\":\"subscribe\",\"topics\":[…]}";
        }
        String fault = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            // A null is as if the member were not there: so serializers of many languages write what is not set.
            String memberFault = parser.nextToken() == JsonToken.VALUE_NULL ? null : member(name, parser);
            fault = fault == null ? memberFault : fault; // read on: the id may follow, and the reply needs it
        }
        if (parser.nextToken() != null) {
            return "more after the end, expected one JSON object";
        }
        return fault;
    }

    private @Nullable String member(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "type" -> {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    return JsonValues.wrongKind(name, parser, "a string");
                }
                type = parser.getText();
            }
            case "id" -> {
                return readId(parser);
            }
            case "topics" -> {
                return readTopics(parser);
            }
            case "types" -> {
                types = JsonValues.strings(parser, maxima.types);
                if (types != null && types.size() > maxima.types) {
                    limit = Limit.TYPES;
                }
                if (types == null || types.isEmpty() || types.size() > maxima.types) {
                    return "types: expected an array of 1 to " + maxima.types + " strings";
                }
                return faultOfTypes(types);
            }
            case "token" -> {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    parser.skipChildren();
                    return "token: not a string (expected: a token)"; // whatever it is may be meant as one
                }
                token = parser.getText();
            }
            case "after" -> {
                return startingPoint.after(parser);
            }
            case "last" -> {
                return startingPoint.last(parser);
            }
            case "snapshot" -> {
                return startingPoint.snapshot(parser);
            }
            case "once" -> {
                return startingPoint.once(parser);
            }
            default -> parser.skipChildren();
        }
        return null;
    }

    private @Nullable String readTopics(JsonParser parser) throws IOException {
        List<String> read = JsonValues.strings(parser, maxima.topics);
        if (read == null) {
            return "topics: expected an array of strings";
        }
        if (read.size() > maxima.topics) {
            limit = Limit.MESSAGE_TOPICS;
            return "topics: more than " + maxima.topics + " (expected: at most " + Limit.MESSAGE_TOPICS
                    + " in one message)";
        }
        topics = new LinkedHashSet<>(read);
        return null;
    }

    private @Nullable String readId(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        String text = parser.getText();
        boolean legal = token == JsonToken.VALUE_STRING
                || token == JsonToken.VALUE_NUMBER_INT
                || token == JsonToken.VALUE_NUMBER_FLOAT;
        if (!legal) {
            return JsonValues.wrongKind("id", parser, "a string or a number");
        }
        if (text.length() > MAX_ID_LENGTH) {
            return "id: " + Quoted.of(text) + " (expected: at most " + MAX_ID_LENGTH + " characters)";
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return "id: half of a surrogate pair (expected: Unicode text)"; // it could not be echoed
        }
        id = token == JsonToken.VALUE_STRING ? ServerMessages.quoted(text) : text;
        return null;
    }

    /** What is wrong with the first pattern that is none, or null. */
    static @Nullable String faultOfTypes(List<String> types) {
        for (String pattern : types) {
            if (!TypeFilter.isPattern(pattern)) {
                return "types: " + Quoted.of(pattern) + " (expected: " + TypeFilter.PATTERN + ")";
            }
        }
        return null;
    }

    private ClientMessage message() {
        if (type == null) {
            return malformed("type: missing (expected: %s)".formatted(KNOWN_TYPES));
        }
        return switch (type) {
            case "subscribe" -> subscribe();
            case "unsubscribe" ->
                topics == null
                        ? malformed("topics: missing (expected: an array of strings)")
                        : new ClientMessage.Unsubscribe(id, List.copyOf(topics));
            case "authenticate" ->
                token == null
                        ? malformed("token: missing (expected: a token)")
                        : new ClientMessage.Authenticate(id, token);
            case "explain" -> explain();
            case "ping" -> new ClientMessage.Ping(id);
            default ->
                new ClientMessage.Unreadable(
                        id,
                        ErrorCode.UNKNOWN_TYPE,
                        "type: " + Quoted.of(type) + " (expected: " + KNOWN_TYPES + ")",
                        null);
        };
    }

    private ClientMessage explain() {
        if (topics == null) {
            return malformed("topics: missing (expected: an array of strings)");
        }
        return topics.size() > MAX_EXPLAINED
                ? malformed(
                        "topics: " + topics.size() + " of them (expected: at most " + MAX_EXPLAINED + " to explain)")
                : new ClientMessage.Explain(id, List.copyOf(topics));
    }

    private ClientMessage subscribe() {
        if (topics == null) {
            return malformed("topics: missing (expected: an array of strings)");
        }
        if (startingPoint.badSequence() != null) {
            return new ClientMessage.Unreadable(
                    id,
                    ErrorCode.INVALID_SEQUENCE,
                    "after: " + Quoted.of(startingPoint.badSequence())
                            + " (expected: a sequence that this server has sent)",
                    null);
        }
        if (startingPoint.isAmbiguous()) {
            return malformed("after, last, snapshot: more than one of them (expected: one at most)");
        }
        if (startingPoint.isOnceOfNothing()) {
            return malformed("once: without last or snapshot (expected: beside one of them)");
        }
        return new ClientMessage.Subscribe(
                id,
                List.copyOf(topics),
                types == null ? TypeFilter.ALL : TypeFilter.of(types),
                startingPoint.point(),
                startingPoint.isOnce());
    }

    private ClientMessage malformed(String reason) {
        return new ClientMessage.Unreadable(id, ErrorCode.MALFORMED, reason, limit);
    }
}
