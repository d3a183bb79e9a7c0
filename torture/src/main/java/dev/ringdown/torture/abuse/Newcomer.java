package dev.ringdown.torture.abuse;

import dev.ringdown.torture.wire.Dial;
import dev.ringdown.torture.wire.RawSocket;
import dev.ringdown.torture.wire.Received;
import dev.ringdown.torture.wire.Sockets;
import dev.ringdown.torture.wire.Wire;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An honest client that connects, asks for history, gets it, and leaves. Confined to the thread of the
 * honest.
 */
final class Newcomer {
    /** What newcomers ask for, in turn. */
    enum Wish {
        LAST("\"last\":" + Honest.KNOWN_EVENTS),
        AFTER("\"after\":\"%s\""),
        SNAPSHOT("\"snapshot\":true"),
        STREAM("");

        private final String member;

        Wish(String member) {
            this.member = member;
        }

        private String message(String after) {
            return "{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":1," + member.formatted(after) + "}";
        }
    }

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Wish wish;
    private final long begunNanos = System.nanoTime();
    private final @Nullable Wire wire;
    private final @Nullable RawSocket stream;
    private boolean done;
    private @Nullable String fault;
    private long doneNanos;

    /** @param after a position to resume from */
    Newcomer(Wish wish, Sockets sockets, Dial dial, String token, String after) throws IOException {
        this.wish = wish;
        if (wish == Wish.STREAM) {
            wire = null;
            stream = sockets.connect(dial)
                    .send("GET /v1.0/events/stream?topics=call&last=" + Honest.KNOWN_EVENTS + "&token=" + token
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n");
        } else {
            stream = null;
            wire = sockets.webSocket(dial, token, new Talk(after));
        }
    }

    private final class Talk implements Wire.Listener {
        private final String after;
        private final Set<String> subjects = new HashSet<>();
        private int events;

        private Talk(String after) {
            this.after = after;
        }

        @Override
        public void onOpen() {
            if (wire != null) {
                wire.sendText(wish.message(after));
            }
        }

        @Override
        public void onText(byte[] text) {
            Received message = received(text);
            switch (message.type()) {
                case "error", "gap" -> end("it was told " + message);
                case HonestPublisher.TYPE -> {
                    events++;
                    subjects.add(message.text("subject"));
                }
                default -> {
                    // It says what follows.
                }
            }
            // What a snapshot does not have comes behind it.
            if (wish == Wish.SNAPSHOT ? subjects.size() == Honest.RESOURCES : events == Honest.KNOWN_EVENTS) {
                end(null);
            }
        }

        @Override
        public void onClosed(int code, String reason) {
            end("its connection was closed: " + code + ' ' + reason);
        }
    }

    static Received received(byte[] text) {
        try {
            return Received.parse(text);
        } catch (IOException e) {
            throw new IllegalStateException("a message: no JSON object (expected: as protocol.md has it)", e);
        }
    }

    /** Whether it has left, or has waited long enough. */
    boolean isDone() {
        if (!done && stream != null) {
            lookAtStream(stream);
        }
        if (!done && System.nanoTime() - begunNanos > PATIENCE_NANOS) {
            end("it was not served within 20 s");
        }
        return done;
    }

    private void lookAtStream(RawSocket socket) {
        String text = socket.received();
        if (text.contains("event: subscribed")) {
            if (text.split("\"" + HonestPublisher.TYPE + "\"", -1).length > Honest.KNOWN_EVENTS) {
                end(null);
            }
        } else if (socket.isEnded() || text.contains("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 200")) {
            end("its stream ended: " + text);
        }
    }

    private void end(@Nullable String why) {
        if (!done) {
            done = true;
            doneNanos = System.nanoTime();
            fault = why == null ? null : "a newcomer who asked for " + wish + " was not served: " + why;
            leave();
        }
    }

    private void leave() {
        if (wire != null) {
            wire.cut(Wire.Cut.CLOSE);
        }
        if (stream != null) {
            stream.end();
        }
    }

    /** Why it was not served, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    /** From its first packet to the answer. */
    long nanos() {
        return doneNanos - begunNanos;
    }
}
