package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Asks a gateway about its sessions, and checks every answer against the contract. Immutable. */
public final class Operator {
    private final Publisher internal;

    /** @param internal speaks to the internal port, with the operator's credential */
    Operator(Publisher internal) {
        this.internal = internal;
    }

    /** The same operator with another credential. */
    public Operator withKey(String key) {
        return new Operator(internal.withKey(key));
    }

    /** Whatever is answered. */
    public HttpAnswer ask(String method, String path) {
        return internal.request(method, path);
    }

    /** Revokes what a body says. */
    public HttpAnswer revoke(String body) {
        return internal.request("POST", "/v1.0/revocations", body);
    }

    /** The sessions that a query finds, such as {@code ?limit=1}. */
    public JsonNode sessions(String query) {
        return kept("sessions", "/v1.0/sessions" + query);
    }

    /** One session and its subscriptions. */
    public JsonNode session(String id) {
        return kept("session", "/v1.0/sessions/" + id);
    }

    /**
     * Waits until the one session of this customer has so many topics, which a client that asks for no reply cannot tell.
     *
     * @return its id
     */
    public String awaitSession(UUID customer, int topics) {
        return Awaitility.await().atMost(Patience.LIMIT).until(() -> sessionWith(customer, topics), Objects::nonNull);
    }

    private @Nullable String sessionWith(UUID customer, int topics) {
        JsonNode sessions = sessions("?customer=" + customer).path("sessions");
        return sessions.size() == 1 && sessions.path(0).path("topics").asInt() == topics
                ? sessions.path(0).path("session").asText()
                : null;
    }

    /** What happened to a session after a number. */
    public JsonNode trace(String id, long after) {
        return kept("trace", "/v1.0/sessions/" + id + "/trace?after=" + after);
    }

    /** What happened to events, a line each: what, the type, the reason if there is one. */
    public List<String> tracedEvents(String id) {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : trace(id, 0).path("entries")) {
            if (entry.has("subject")) {
                lines.add(
                        (entry.path("what").asText() + " " + entry.path("type").asText() + " "
                                        + entry.path("reason").asText())
                                .strip());
            }
        }
        return lines;
    }

    private JsonNode kept(String schema, String path) {
        HttpAnswer answer = ask("GET", path);
        assertThat(answer.status()).as("status of %s", answer).isEqualTo(200);
        Contract.assertKept(schema, answer.json());
        return answer.json();
    }
}
