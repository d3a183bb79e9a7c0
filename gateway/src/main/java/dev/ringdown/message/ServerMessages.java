package dev.ringdown.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.ringdown.event.Quoted;
import dev.ringdown.identity.Identity;
import dev.ringdown.log.Sequence;
import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.protocol.Limit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what the server says besides events, as UTF-8 JSON. Stateless. */
public final class ServerMessages {
    private static final JsonFactory JSON = new JsonFactory();

    private ServerMessages() {}

    public static ServerMessage welcome(String session, Identity identity, Sequence sequence, WelcomeLimits limits) {
        return write("welcome", null, json -> {
            json.writeStringField("session", session);
            json.writeStringField("customer", identity.customer().toString());
            if (identity.agent() != null) {
                json.writeStringField("agent", identity.agent().toString());
            }
            strings(json, "permissions", identity.permissions());
            if (identity.expiresAt() != null) {
                json.writeStringField("expires", identity.expiresAt().toString());
            }
            json.writeStringField("sequence", sequence.toString());
            json.writeObjectFieldStart("limits");
            json.writeNumberField("messageBytes", limits.messageBytes());
            json.writeNumberField("topics", limits.topics());
            json.writeNumberField("heartbeat", limits.heartbeat().toMillis());
            json.writeNumberField("retention", limits.retention().toSeconds());
            json.writeEndObject();
        });
    }

    public static ServerMessage heartbeat(Sequence sequence, long lag) {
        return write("heartbeat", null, json -> {
            json.writeStringField("sequence", sequence.toString());
            json.writeNumberField("lag", lag);
        });
    }

    public static ServerMessage subscribed(String id, SubscribeOutcome outcome, Sequence sequence) {
        return write("subscribed", id, json -> {
            strings(json, "topics", outcome.accepted());
            json.writeArrayFieldStart("rejected");
            for (Rejection rejection : outcome.rejected()) {
                json.writeStartObject();
                json.writeStringField("topic", Quoted.of(rejection.topic()));
                json.writeStringField("code", rejection.code().text());
                json.writeStringField("message", rejection.message());
                writeLimit(json, rejection.limit());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("sequence", sequence.toString());
            if (outcome.recovered() != null) {
                json.writeBooleanField("recovered", outcome.recovered());
            }
            if (outcome.replayed() >= 0) {
                json.writeNumberField("replayed", outcome.replayed());
                if (!outcome.complete()) {
                    json.writeBooleanField("complete", false);
                }
            }
            if (outcome.snapshot() >= 0) {
                json.writeNumberField("snapshot", outcome.snapshot());
                json.writeBooleanField("complete", outcome.complete());
            }
            if (outcome.until() != null) {
                json.writeStringField("until", outcome.until().toString());
            }
        });
    }

    public static ServerMessage gap(
            List<String> topics, Sequence after, Sequence before, @Nullable Long count, String reason) {
        return write("gap", null, json -> {
            strings(json, "topics", topics);
            json.writeStringField("after", after.toString());
            json.writeStringField("before", before.toString());
            if (count == null) {
                json.writeNullField("count");
            } else {
                json.writeNumberField("count", count);
            }
            json.writeStringField("reason", reason);
        });
    }

    public static ServerMessage unsubscribed(String id, List<String> topics) {
        return write("unsubscribed", id, json -> strings(json, "topics", topics));
    }

    /** @param dropped topics that the new token may not read */
    public static ServerMessage authenticated(String id, @Nullable Instant expiresAt, List<String> dropped) {
        return write("authenticated", id, json -> {
            if (expiresAt != null) {
                json.writeStringField("expires", expiresAt.toString());
            }
            strings(json, "dropped", dropped);
        });
    }

    public static ServerMessage explained(String id, List<Explanation> topics) {
        return write("explained", id, json -> {
            json.writeArrayFieldStart("topics");
            for (Explanation explanation : topics) {
                write(json, explanation);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", Quoted.of(explanation.topic()));
        if (explanation.allowed()) {
            strings(json, "filters", explanation.filters());
        }
        json.writeBooleanField("allowed", explanation.allowed());
        json.writeStringField("rule", explanation.rule());
        if (explanation.allowed()) {
            json.writeObjectFieldStart("matched");
            json.writeNumberField("hour", explanation.matched());
            json.writeBooleanField("complete", explanation.complete());
            json.writeEndObject();
        }
        if (explanation.hint() != null) {
            json.writeStringField("hint", explanation.hint());
        }
        json.writeEndObject();
    }

    public static ServerMessage pong(String id, Sequence sequence) {
        return write("pong", id, json -> json.writeStringField("sequence", sequence.toString()));
    }

    /**
     * @param topics the topics concerned, empty if the whole message is
     * @param limit the limit that was reached, or null if that is not why
     */
    public static ServerMessage error(
            @Nullable String id, ErrorCode code, String message, List<String> topics, @Nullable Limit limit) {
        return write("error", id, json -> {
            json.writeStringField("code", code.text());
            json.writeStringField("message", message);
            writeLimit(json, limit);
            if (!topics.isEmpty()) {
                strings(json, "topics", topics);
            }
        });
    }

    public static ServerMessage expiring(Instant expiresAt) {
        return write("expiring", null, json -> json.writeStringField("expires", expiresAt.toString()));
    }

    public static ServerMessage closing(int code, long reconnectMillis) {
        return write("closing", null, json -> {
            json.writeNumberField("code", code);
            json.writeNumberField("reconnect", reconnectMillis);
        });
    }

    /**
     * The last message where a close has no other way to tell its reason.
     *
     * @param reason a sentence for people
     * @param reconnectMillis how long to wait before connecting again; null if the client chooses, or should not
     */
    public static ServerMessage ending(int code, String reason, @Nullable Long reconnectMillis) {
        return write("closing", null, json -> {
            json.writeNumberField("code", code);
            if (reconnectMillis != null) {
                json.writeNumberField("reconnect", reconnectMillis);
            }
            json.writeStringField("reason", reason);
        });
    }

    /** The text as a JSON string, with its quotes. */
    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static ServerMessage write(String type, @Nullable String id, Body body) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            if (id != null) {
                json.writeFieldName("id");
                json.writeRawValue(id);
            }
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        // A client's JSON can spell half of a surrogate pair, which UTF-8 cannot: it becomes a question mark here.
        return new ServerMessage(type, out.toString().getBytes(StandardCharsets.UTF_8), null);
    }

    private static void writeLimit(JsonGenerator json, @Nullable Limit limit) throws IOException {
        if (limit != null) {
            json.writeStringField("limit", limit.key());
        }
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
