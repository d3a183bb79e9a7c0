package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An event as CloudEvents 1.0 JSON with a hole of fixed width where its sequence will stand, so that the log's single
 * appender has nothing to encode. Immutable: the array must not be changed by anybody.
 */
public final class EventJson {
    /** What stands before the sequence; in no text of a message, where a quote has a backslash before it. */
    private static final byte[] SEQUENCE = ",\"sequence\":\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] template;
    private final int holeAt;

    /**
     * @param template the whole message, with any bytes in the hole
     * @param holeAt the index of the first byte of the sequence
     */
    EventJson(byte[] template, int holeAt) {
        this.template = requireNonNull(template, "template");
        this.holeAt = holeAt;
    }

    /**
     * The same of a message that was {@linkplain #putWithoutHole taken apart}.
     *
     * @param template not changed by anybody from now on
     */
    public static EventJson of(byte[] template, int holeAt) {
        if (holeAt < 0 || holeAt > template.length) {
            throw new IllegalArgumentException("hole: " + holeAt + " (expected: 0 to " + template.length + ")");
        }
        return new EventJson(template, holeAt);
    }

    /** The size of the message in bytes; filling the hole does not change it. */
    public int size() {
        return template.length;
    }

    /** Where the hole is in the message. */
    public int sequenceAt() {
        return holeAt;
    }

    /**
     * Puts the message without its hole.
     *
     * @param out with room for {@link #size()} bytes less the hole
     * @param width of the hole
     */
    public void putWithoutHole(ByteBuffer out, int width) {
        int behind = holeAt + width;
        out.put(template, 0, holeAt).put(template, behind, template.length - behind);
    }

    /** Where the sequence stands in a message of which that is not known any more; -1 if it is not there. */
    public static int sequenceAt(byte[] message) {
        for (int at = 0; at + SEQUENCE.length <= message.length; at++) {
            if (Arrays.equals(message, at, at + SEQUENCE.length, SEQUENCE, 0, SEQUENCE.length)) {
                return at + SEQUENCE.length;
            }
        }
        return -1;
    }

    /** The message with the sequence in its place; {@code sequence} must be as wide as the hole. */
    public byte[] withSequence(byte[] sequence) {
        byte[] message = template.clone();
        System.arraycopy(sequence, 0, message, holeAt, sequence.length);
        return message;
    }
}
