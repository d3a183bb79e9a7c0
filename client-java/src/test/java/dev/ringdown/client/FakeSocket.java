package dev.ringdown.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's end of a socket; a test says what comes from it. Confined to its test. */
final class FakeSocket implements Socket {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CUSTOMER = "71c18690-ee42-490b-b1bb-54d8d101b5b9";

    /** The credential of its handshake; null if there was none. */
    final @Nullable String token;

    /** What the client has said, and nobody has looked at. */
    final List<JsonNode> sent = new ArrayList<>();

    private final SocketListener listener;
    private boolean closed;
    private boolean greeted;

    FakeSocket(@Nullable String token, SocketListener listener) {
        this.token = token;
        this.listener = listener;
    }

    /** A sequence as the log makes them. */
    static String seq(long offset) {
        return seq(offset, "6b052a6c");
    }

    static String seq(long offset, String epoch) {
        return String.format("%s-%016x", epoch, offset);
    }

    static long offsetOf(String sequence) {
        return Long.parseLong(sequence.substring(sequence.indexOf('-') + 1), 16);
    }

    static String event(long offset) {
        return event(offset, "call:1", "call_created");
    }

    static String event(long offset, String subject, String type) {
        return event(offset, subject, type, "");
    }

    /** @param parents empty for none */
    static String event(long offset, String subject, String type, String parents) {
        return """
                {"specversion":"1.0","id":"event-%d","source":"/tests","type":"%s","subject":"%s",%s\
                "time":"2026-11-24T06:27:34.024Z","sequence":"%s","datacontenttype":"application/json","data":{"n": %d}}\
                """.formatted(
                        offset,
                        type,
                        subject,
                        parents.isEmpty() ? "" : "\"parents\":\"" + parents + "\",",
                        seq(offset),
                        offset);
    }

    static String heartbeat(long offset, long lag) {
        return "{\"type\":\"heartbeat\",\"sequence\":\"" + seq(offset) + "\",\"lag\":" + lag + "}";
    }

    @Override
    public void send(String text) {
        try {
            sent.add(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isGreeted() {
        return greeted;
    }

    /** Takes what the client has said since it was asked last. */
    List<JsonNode> heard() {
        List<JsonNode> heard = List.copyOf(sent);
        sent.clear();
        return heard;
    }

    /** The one message that the client has said since. */
    JsonNode heardOne() {
        List<JsonNode> heard = heard();
        assertThat(heard).hasSize(1);
        return heard.get(0);
    }

    void say(String... messages) {
        for (String message : messages) {
            listener.onText(message);
        }
    }

    void open(String subprotocol) {
        listener.onOpen(subprotocol);
    }

    void welcome() {
        welcome(0);
    }

    void welcome(long offset) {
        greeted = true;
        open("ringdown.v1");
        say("""
                {"type":"welcome","session":"session-1","customer":"%s","permissions":["admin"],"sequence":"%s",\
                "limits":{"messageBytes":65536,"topics":1000,"heartbeat":25000,"retention":86400}}\
                """.formatted(CUSTOMER, seq(offset)));
    }

    /** Answers the one subscribe message that has come. */
    void subscribed(long offset) {
        subscribed(offset, "");
    }

    /** @param more members of the answer, such as {@code "replayed":2} */
    void subscribed(long offset, String more) {
        answer(heardOne(), seq(offset), more);
    }

    void answer(JsonNode asked, String sequence, String more) {
        say("{\"type\":\"subscribed\",\"id\":" + asked.get("id") + ",\"topics\":" + asked.get("topics")
                + ",\"rejected\":[],\"sequence\":\"" + sequence + "\"" + (more.isEmpty() ? "" : "," + more) + "}");
    }

    void cut() {
        cut(1006, "");
    }

    void cut(int code, String reason) {
        listener.onEnd(new Ending(code, reason));
    }

    void end(Ending ending) {
        listener.onEnd(ending);
    }
}
