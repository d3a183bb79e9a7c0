package dev.ringdown.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringdown.http.Answer;
import dev.ringdown.identity.Identity;
import dev.ringdown.session.FoundSessions;
import dev.ringdown.session.Peer;
import dev.ringdown.session.SessionDetails;
import dev.ringdown.session.SessionStatus;
import dev.ringdown.subscription.SubscriptionStatus;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.trace.TraceEntry;
import dev.ringdown.trace.TracePage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what operators are told. Stateless; never a credential. */
final class SessionAnswers {
    private static final JsonFactory JSON = new JsonFactory();

    private SessionAnswers() {}

    static Answer list(FoundSessions found) {
        return json(json -> {
            json.writeNumberField("total", found.total());
            json.writeBooleanField("truncated", found.total() > found.newest().size());
            json.writeArrayFieldStart("sessions");
            for (SessionStatus status : found.newest()) {
                json.writeStartObject();
                write(json, status);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static Answer one(SessionDetails details) {
        return json(json -> {
            write(json, details.status());
            json.writeArrayFieldStart("subscriptions");
            for (SubscriptionStatus subscription : details.subscriptions()) {
                json.writeStartObject();
                json.writeStringField("topic", subscription.topic());
                texts(
                        json,
                        "filters",
                        subscription.filters().stream()
                                .map(TopicFilter::toString)
                                .toList());
                if (subscription.types() == null) {
                    json.writeNullField("types");
                } else {
                    texts(json, "types", subscription.types());
                }
                json.writeBooleanField("replaying", subscription.replaying());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static Answer trace(TracePage page) {
        return json(json -> {
            json.writeBooleanField("tracing", true);
            json.writeStringField("since", page.since().toString());
            json.writeNumberField("next", page.next());
            json.writeNumberField("lost", page.lost());
            json.writeArrayFieldStart("entries");
            for (TraceEntry entry : page.entries()) {
                json.writeStartObject();
                write(json, entry);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What there is to tell of an entry; what there is not is left out. */
    private static void write(JsonGenerator json, TraceEntry entry) throws IOException {
        json.writeNumberField("n", entry.number());
        json.writeStringField("time", Instant.ofEpochMilli(entry.atMillis()).toString());
        json.writeStringField("what", entry.what().text());
        textIfAny(json, "sequence", entry.sequence());
        textIfAny(json, "type", entry.type());
        textIfAny(json, "subject", entry.subject());
        if (!entry.parents().isEmpty()) {
            texts(json, "parents", entry.parents());
        }
        texts(json, "topics", entry.topics());
        if (entry.moreTopics() > 0) {
            json.writeNumberField("moreTopics", entry.moreTopics());
        }
        if (entry.bytes() > 0) {
            json.writeNumberField("bytes", entry.bytes());
        }
        textIfAny(json, "reason", entry.reason());
    }

    private static void textIfAny(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    private static void write(JsonGenerator json, SessionStatus status) throws IOException {
        Identity identity = status.identity();
        Peer peer = status.peer();
        json.writeStringField("session", status.id());
        json.writeStringField("customer", identity.customer().toString());
        textOrNull(json, "agent", identity.agent());
        json.writeStringField("identity", identity.kind());
        json.writeStringField("holder", identity.holder());
        texts(json, "permissions", identity.permissions());
        json.writeStringField("address", peer.address());
        json.writeStringField("connected", status.connectedAt().toString());
        textOrNull(json, "expires", identity.expiresAt());
        textOrNull(json, "protocol", peer.protocol());
        json.writeStringField("transport", peer.transport().text());
        json.writeBooleanField("compressed", peer.compressed());
        json.writeStringField("shape", peer.shape().text());
        json.writeNumberField("topics", status.topics());
        json.writeStringField("sequence", status.sequence().toString());
        json.writeNumberField("lag", status.lag());
        json.writeBooleanField("behind", status.behind());
        json.writeNumberField("sent", status.sent());
        json.writeNumberField("unsentBytes", status.unsentBytes());
    }

    private static void textOrNull(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value.toString());
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static Answer json(Body body) {
        StringWriter out = new StringWriter(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        byte[] text = out.toString().getBytes(StandardCharsets.UTF_8);
        return new Answer(200, "application/json", text, Map.of("Cache-Control", "no-store"));
    }
}
