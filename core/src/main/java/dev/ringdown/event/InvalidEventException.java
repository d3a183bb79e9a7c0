package dev.ringdown.event;

/** What a publisher sent is not an event that can be delivered; the message names the field. */
public final class InvalidEventException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The kinds of refusal, since a publisher reacts to each in its own way. */
    public enum Kind {
        /** The bytes are not an event: mend the publisher. */
        MALFORMED,
        /** It is an event, but no topic follows from it, so nobody could ever get it. */
        UNROUTABLE,
        /** More topics follow from it than an event may have. */
        TOO_MANY_TOPICS,
        /** An event has more attributes than it may have. */
        TOO_MANY_ATTRIBUTES,
        /** An event is larger than it may be. */
        TOO_LARGE,
        /** A batch has more events than it may have. */
        TOO_MANY
    }

    private final Kind kind;

    public InvalidEventException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    static InvalidEventException malformed(String field, Object value, String expected) {
        return new InvalidEventException(
                Kind.MALFORMED,
                Quoted.of(field) + ": " + Quoted.of(String.valueOf(value)) + " (expected: " + expected + ")");
    }
}
