package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client that speaks the messages of the protocol and reads each of them in the test. It answers pings. When it is
 * closed, nothing may have come that the test has not read. Confined to its test.
 */
public final class Subscriber implements AutoCloseable {
    private final RawWebSocket webSocket;
    private @Nullable Frame putBack;
    private boolean ended;

    Subscriber(RawWebSocket webSocket) {
        this.webSocket = webSocket;
    }

    public RawWebSocket webSocket() {
        return webSocket;
    }

    /** Sends a message that keeps to the contract. */
    public Subscriber send(String text) {
        Contract.assertClientMessage(text);
        webSocket.send(Frame.text(text));
        return this;
    }

    /** Sends what no client should, which the schemas of the contract must see too. */
    public Subscriber sendWrong(String text) {
        Contract.assertNoClientMessage(text);
        webSocket.send(Frame.text(text));
        return this;
    }

    /** Sends messages that keep to the contract in one write, so that they arrive together. */
    public void sendAtOnce(List<String> texts) {
        texts.forEach(Contract::assertClientMessage);
        sendTogether(texts);
    }

    /** Sends what no client should in one write. */
    public void sendWrongAtOnce(List<String> texts) {
        assertThat(texts).anySatisfy(Contract::assertNoClientMessage);
        sendTogether(texts);
    }

    private void sendTogether(List<String> texts) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        texts.forEach(text -> frames.writeBytes(Frame.text(text).masked()));
        webSocket.sendBytes(frames.toByteArray());
    }

    /** Subscribes as the seed document has it, and waits until it holds; no topic may be refused. */
    public Subscriber subscribe(String... topics) {
        send("{\"type\":\"subscribe\",\"topics\":" + Json.write(topics) + "}");
        settle();
        return this;
    }

    /** Subscribes to one topic, with further members such as {@code "types":["call_*"]}, and waits until it holds. */
    public Subscriber subscribeWith(String members, String topic) {
        send("{\"type\":\"subscribe\",\"topics\":[" + Json.write(topic) + "]," + members + "}");
        settle();
        return this;
    }

    /** Unsubscribes as the seed document has it, and waits until it holds. */
    public Subscriber unsubscribe(String... topics) {
        send("{\"type\":\"unsubscribe\",\"topics\":" + Json.write(topics) + "}");
        settle();
        return this;
    }

    /**
     * Waits until the server has carried out everything sent so far, which must not have made it say anything: messages
     * are answered in their order.
     */
    public void settle() {
        String id = UUID.randomUUID().toString();
        send("{\"type\":\"ping\",\"id\":\"" + id + "\"}");
        Message pong = next();
        assertThat(pong.type())
                .as("nothing but the pong may come, not %s", pong)
                .isEqualTo("pong");
        assertThat(pong.text("id")).isEqualTo(id);
    }

    /** The next message; pings of the connection are answered on the way. */
    public Message next() {
        Frame frame = nextFrame();
        assertThat(frame.opcode()).as("opcode of %s", frame).isEqualTo(Frame.TEXT);
        return Message.of(frame.text());
    }

    /** The next message, which must be of this type. */
    public Message next(String type) {
        Message message = next();
        assertThat(message.type()).as("type of %s", message).isEqualTo(type);
        return message;
    }

    /** The next message, which must be an error with this code, and a sentence for people. */
    public Message nextError(String code) {
        Message error = next("error");
        assertThat(error.text("code")).as("code of %s", error).isEqualTo(code);
        assertThat(error.text("message")).isNotBlank();
        return error;
    }

    /** The next messages must be so many errors with this code. */
    public void assertErrors(String code, int count) {
        for (int i = 0; i < count; i++) {
            nextError(code);
        }
    }

    /** The next messages must be events of these types. */
    public List<Message> assertEvents(String... types) {
        List<Message> events = readEvents(types.length);
        assertThat(events.stream().map(Message::type).collect(Collectors.toList()))
                .isEqualTo(Arrays.asList(types));
        return events;
    }

    /** The next messages, whatever they are. */
    public List<Message> readEvents(int count) {
        List<Message> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(next());
        }
        return events;
    }

    /** The next message must be this event. */
    public Message assertEvent(TestEvent event) {
        Message message = next(event.type());
        assertThat(message.json().path("data"))
                .as("data of %s", message)
                .isEqualTo(Json.parse(Json.write(event.data())));
        return message;
    }

    /** The server must close with this code and a short sentence, and before it nothing more may come. */
    public void assertClosed(int code) {
        Frame frame = nextFrame();
        ended = true;
        RawWebSocket.closed(frame).assertIs(code);
        webSocket.confirmClose(code);
    }

    private Frame nextFrame() {
        Frame frame = putBack == null ? webSocket.read() : putBack;
        putBack = null;
        while (frame.opcode() == Frame.PING || frame.opcode() == Frame.PONG) {
            if (frame.opcode() == Frame.PING) {
                webSocket.send(Frame.of(Frame.PONG, frame.payload()));
            }
            frame = webSocket.read();
        }
        return frame;
    }

    /** Skips heartbeats; what comes after them is still to be read. */
    public Subscriber skipHeartbeats() {
        Frame frame = nextFrame();
        while (frame.opcode() == Frame.TEXT && Message.of(frame.text()).type().equals("heartbeat")) {
            frame = nextFrame();
        }
        putBack = frame;
        return this;
    }

    /** Leaves without a word, so that nothing is checked at the end. */
    public void vanish() {
        ended = true;
        webSocket.close();
    }

    /** Closes as a client should; nothing unread may have come. */
    @Override
    public void close() {
        try (webSocket) {
            if (!ended) {
                ended = true;
                settle();
                webSocket.send(Frame.close(1000, "done"));
                assertThat(RawWebSocket.closed(nextFrame()).code()).isEqualTo(1000);
            }
        }
    }
}
