package dev.ringdown.message;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.EventShape;
import dev.ringdown.log.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the server says besides events. Immutable; the JSON must not be changed.
 *
 * <p>Its position is for transports whose clients resume by themselves: a client that has got this message, and comes
 * back with that position, has missed nothing. It is null where the message does not tell one.
 */
public final class ServerMessage {
    private static final byte[] MARK = "{\"control\":true,".getBytes(StandardCharsets.US_ASCII);

    private final String type;
    private final byte[] json;
    private final @Nullable Sequence position;

    /** @param json an object with at least one member, UTF-8, in one line */
    public ServerMessage(String type, byte[] json, @Nullable Sequence position) {
        this.type = requireNonNull(type, "type");
        this.json = requireNonNull(json, "json");
        this.position = position;
    }

    /** The same message for a client that may resume from here. */
    public ServerMessage at(@Nullable Sequence newPosition) {
        return new ServerMessage(type, json, newPosition);
    }

    /** The member {@code type}. */
    public String type() {
        return type;
    }

    /**
     * All of it, UTF-8, as a client gets it whose events have this shape. Where an event does not say that it is one, this
     * begins with a member that says that it is none.
     */
    public byte[] json(EventShape shape) {
        if (shape == EventShape.CLOUDEVENTS) {
            return json;
        }
        byte[] marked = Arrays.copyOf(MARK, MARK.length + json.length - 1); // the mark has the brace already
        System.arraycopy(json, 1, marked, MARK.length, json.length - 1);
        return marked;
    }

    /** From where a client that has got this message may resume, or null. */
    public @Nullable Sequence position() {
        return position;
    }
}
