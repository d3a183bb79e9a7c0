package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

/**
 * An event as CloudEvents 1.0 JSON with a hole of fixed width where its sequence will stand, so that the log's single
 * appender has nothing to encode. Immutable: the array must not be changed by anybody.
 */
public final class EventJson {
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

    /** The size of the message in bytes; filling the hole does not change it. */
    public int size() {
        return template.length;
    }

    /** The message with the sequence in its place; {@code sequence} must be as wide as the hole. */
    public byte[] withSequence(byte[] sequence) {
        byte[] message = template.clone();
        System.arraycopy(sequence, 0, message, holeAt, sequence.length);
        return message;
    }
}
