package dev.ringdown.event;

import java.util.Arrays;

/**
 * An event as it is written in one shape, UTF-8: a few bytes of its own, and then a stretch of a longer text, which is not
 * copied. Immutable; neither array must be changed.
 */
public final class EventText {
    private static final byte[] NOTHING = new byte[0];

    private final byte[] head;
    private final byte[] body;
    private final int from;
    private final int to;

    private EventText(byte[] head, byte[] body, int from, int to) {
        this.head = head;
        this.body = body;
        this.from = from;
        this.to = to;
    }

    /** All of a text. */
    public static EventText of(byte[] text) {
        return new EventText(NOTHING, text, 0, text.length);
    }

    /** A stretch of a text: {@code to} is exclusive. */
    static EventText of(byte[] text, int from, int to) {
        return new EventText(NOTHING, text, from, to);
    }

    /** This text behind a few bytes. */
    EventText behind(byte[] bytes) {
        return new EventText(bytes, body, from, to);
    }

    /** How many bytes it has. */
    public int length() {
        return head.length + to - from;
    }

    /** What comes first; often nothing. */
    public byte[] head() {
        return head;
    }

    /** Where the rest lies, from {@link #from} on. */
    public byte[] body() {
        return body;
    }

    /** The index in {@link #body} of the first byte. */
    public int from() {
        return from;
    }

    /** How many bytes of {@link #body} belong to it. */
    public int bodyLength() {
        return to - from;
    }

    /** The whole of it in one array, which is not to be changed: it may be {@link #body} itself. */
    public byte[] bytes() {
        if (head.length == 0 && from == 0 && to == body.length) {
            return body;
        }
        byte[] bytes = Arrays.copyOf(head, length());
        System.arraycopy(body, from, bytes, head.length, to - from);
        return bytes;
    }
}
