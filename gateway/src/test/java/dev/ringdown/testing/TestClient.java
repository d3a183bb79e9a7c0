package dev.ringdown.testing;

import dev.ringdown.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A client at its end of a {@link FakeSocket}. Confined to the test. */
public final class TestClient {
    private final Session session;

    TestClient(Session session) {
        this.session = session;
    }

    /** Subscribes without asking for a reply. */
    public TestClient subscribe(String... topics) {
        return say("{'type':'subscribe','topics':[" + quoted(topics) + "]}");
    }

    /** Subscribes to one topic, only for events of one type or, with a trailing asterisk, prefix. */
    public TestClient subscribeTyped(String topic, String type) {
        return say("{'type':'subscribe','topics':['" + topic + "'],'types':['" + type + "']}");
    }

    /** Unsubscribes without asking for a reply. */
    public TestClient unsubscribe(String... topics) {
        return say("{'type':'unsubscribe','topics':[" + quoted(topics) + "]}");
    }

    /** Sends a text; single quotes stand for double ones. */
    public TestClient say(String json) {
        return sayBytes(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public TestClient sayBytes(byte[] text) {
        session.onText(text);
        return this;
    }

    /** Answers a ping. */
    public void pong() {
        session.onHeard();
    }

    /** The connection breaks. */
    public void vanish() {
        session.onClosed();
    }

    public Session session() {
        return session;
    }

    private static String quoted(String... topics) {
        return Arrays.stream(topics).map(topic -> '\'' + topic + '\'').collect(Collectors.joining(","));
    }
}
