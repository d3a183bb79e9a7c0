package dev.ringdown.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import dev.ringdown.fanout.Frames;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Connection;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Transport;
import dev.ringdown.testing.EntryEncoder.EntryFrames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A socket that remembers, in order, what was sent on it until a test has asserted it, and that can stall. Sending on
 * it after it was closed fails at once. Confined to the test.
 */
public final class FakeSocket implements Connection {
    private sealed interface Sent {}

    private record Written(List<LogEntry> entries) implements Sent {}

    private record Said(String text) implements Sent {}

    private record Pinged() implements Sent {}

    private record Closed(CloseReason reason, @Nullable Long reconnectMillis) implements Sent {}

    private final Transport transport;
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final String address;
    private EventShape shape = EventShape.CLOUDEVENTS;
    private boolean stalled;
    private boolean unread;
    private boolean takesLater;
    private final List<Runnable> waiting = new ArrayList<>();
    private long unsentBytes;
    private Runnable onWritable = () -> {};
    private boolean closed;
    private @Nullable CloseReason closeReason;
    private long sentBytes;
    private @Nullable Sequence position;

    public FakeSocket() {
        this("127.0.0.1");
    }

    /** A socket whose peer has this address. */
    public FakeSocket(String address) {
        this(Transport.WEBSOCKET, address);
    }

    private FakeSocket(Transport transport, String address) {
        this.transport = transport;
        this.address = address;
    }

    /** One whose peer cannot say anything. */
    public static FakeSocket ofEventStream() {
        return new FakeSocket(Transport.SSE, "127.0.0.1");
    }

    /** The peer gets events in this shape. */
    public FakeSocket of(EventShape asked) {
        shape = asked;
        return this;
    }

    /** The peer stops reading, until {@link #resume}. */
    public void stall() {
        stalled = true;
    }

    /** The peer reads again. */
    public void resume() {
        if (stalled) {
            stalled = false;
            onWritable.run();
        }
    }

    /** Who is told when the peer reads again. */
    void onWritable(Runnable told) {
        onWritable = told;
    }

    /** The peer is not read from, or again. */
    public void read(boolean read) {
        unread = !read;
    }

    @Override
    public boolean isRead() {
        return !unread;
    }

    /** What waits for a peer that has stalled. */
    public void unsent(long bytes) {
        unsentBytes = bytes;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public Peer peer() {
        return new Peer(address, transport, null, false, shape);
    }

    @Override
    public boolean isWritable() {
        return !stalled;
    }

    @Override
    public long unsentBytes() {
        return unsentBytes;
    }

    /** As if each character took a byte; events take none here. */
    @Override
    public long sentBytes() {
        return sentBytes;
    }

    @Override
    public @Nullable CloseReason closeReason() {
        return closeReason;
    }

    @Override
    public void write(Frames frames) {
        send(new Written(((EntryFrames) frames).entries()));
    }

    /** Takes them at once, unless {@link #takeLater}. */
    @Override
    public void write(Frames frames, Runnable taken) {
        write(frames);
        if (takesLater) {
            waiting.add(taken);
        } else {
            taken.run();
        }
    }

    /** From now on what comes from the log waits until it is taken. */
    public FakeSocket takeLater() {
        takesLater = true;
        return this;
    }

    /** What waits is taken, but not what comes then; false if nothing waits. */
    public boolean take() {
        List<Runnable> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(Runnable::run);
        return !all.isEmpty();
    }

    @Override
    public void send(ServerMessage message) {
        String text = new String(message.json(shape), StandardCharsets.UTF_8);
        assertThat(text).contains("\"type\":\"" + message.type() + "\"");
        position = message.position();
        sentBytes += text.length();
        send(new Said(text));
    }

    @Override
    public boolean ping() {
        if (transport == Transport.WEBSOCKET) {
            send(new Pinged());
        }
        return transport == Transport.WEBSOCKET;
    }

    @Override
    public void close(CloseReason reason) {
        send(new Closed(reason, null));
        closed = true;
        closeReason = reason;
    }

    @Override
    public void close(CloseReason reason, long reconnectMillis) {
        send(new Closed(reason, reconnectMillis));
        closed = true;
        closeReason = reason;
    }

    private void send(Sent message) {
        assertThat(closed).as("closed, and still there is %s", message).isFalse();
        sent.add(message);
    }

    /** Next came events of these types, however many writes they took. */
    public FakeSocket assertEvents(String... types) {
        assertThat(takeEvents()).extracting(LogEntry::type).containsExactly(types);
        return this;
    }

    /** Next came one write with events of these types. */
    public FakeSocket assertOneWrite(String... types) {
        assertThat(sent.poll())
                .isInstanceOfSatisfying(
                        Written.class,
                        written -> assertThat(written.entries)
                                .extracting(LogEntry::type)
                                .containsExactly(types));
        return this;
    }

    /** Next came this message; single quotes stand for double ones. */
    public FakeSocket assertSaid(String json) {
        assertThat(sent.poll()).isEqualTo(new Said(json.replace('\'', '"')));
        return this;
    }

    /** Next came a message that starts like this; single quotes stand for double ones. */
    public FakeSocket assertSaidStart(String json) {
        assertThat(takeText()).startsWith(json.replace('\'', '"'));
        return this;
    }

    public FakeSocket assertPinged() {
        assertThat(sent.poll()).isEqualTo(new Pinged());
        return this;
    }

    public FakeSocket assertClosed(CloseReason reason) {
        assertThat(sent.poll()).isEqualTo(new Closed(reason, null));
        return this;
    }

    public FakeSocket assertClosed(CloseReason reason, long reconnectMillis) {
        assertThat(sent.poll()).isEqualTo(new Closed(reason, reconnectMillis));
        return this;
    }

    /** From where the newest message lets the peer resume, or null. */
    public @Nullable Sequence position() {
        return position;
    }

    /** Nothing came that was not asserted. */
    public void assertExhausted() {
        assertThat(sent).as("sent, and not expected").isEmpty();
    }

    /** The next message. */
    public String takeText() {
        Sent next = sent.poll();
        assertThat(next).isInstanceOf(Said.class);
        return next instanceof Said said ? said.text : "";
    }

    /** The events that came next, however many writes they took. */
    public List<LogEntry> takeEvents() {
        List<LogEntry> entries = new ArrayList<>();
        while (sent.peek() instanceof Written written) {
            entries.addAll(written.entries);
            sent.remove();
        }
        return entries;
    }

    /** Forgets what came so far. */
    public void forget() {
        sent.clear();
    }
}
