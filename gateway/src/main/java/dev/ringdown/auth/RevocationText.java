package dev.ringdown.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringdown.identity.Revocation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A revocation as an object of JSON in one line, as operators are told of it and as it is kept. Stateless. */
public final class RevocationText {
    private static final JsonFactory JSON = new JsonFactory();

    private RevocationText() {}

    /** @param closed how many sessions it has closed, to be told; null: that is not said */
    public static String write(Revocation revocation, @Nullable Integer closed) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("id", revocation.id());
            json.writeStringField(
                    revocation.target().kind().text(), revocation.target().value());
            json.writeStringField("before", revocation.before().toString());
            json.writeStringField("accepted", revocation.acceptedAt().toString());
            if (revocation.until() != null) {
                json.writeStringField("until", revocation.until().toString());
            }
            if (revocation.reason() != null) {
                json.writeStringField("reason", revocation.reason());
            }
            json.writeStringField("operator", revocation.operator());
            if (closed != null) {
                json.writeNumberField("closed", closed);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        return out.toString();
    }

    static Revocation read(String line) throws InvalidRevocationException {
        Map<String, String> members = TextMembers.read(line.getBytes(StandardCharsets.UTF_8));
        Revocation.Target target = null;
        for (Revocation.Kind kind : Revocation.Kind.values()) {
            String value = members.get(kind.text());
            if (value != null) {
                target = AskedRevocation.target(kind, value);
            }
        }
        if (target == null) {
            throw new InvalidRevocationException(
                    "whose", "nothing", "one of agent, customer, accesskey, direct, token");
        }
        String until = members.get("until");
        return new Revocation(
                there(members, "id"),
                target,
                AskedRevocation.time("before", there(members, "before")),
                AskedRevocation.time("accepted", there(members, "accepted")),
                until == null ? null : AskedRevocation.time("until", until),
                members.get("reason"),
                there(members, "operator"));
    }

    private static String there(Map<String, String> members, String name) throws InvalidRevocationException {
        String value = members.get(name);
        if (value == null) {
            throw new InvalidRevocationException(name, "missing", "a text");
        }
        return value;
    }
}
