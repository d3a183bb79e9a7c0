package dev.ringdown.session;

import static java.util.Objects.requireNonNull;

import dev.ringdown.log.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * What the server says besides events. Immutable; the JSON must not be changed.
 *
 * <p>Its position is for transports whose clients resume by themselves: a client that has got this message, and comes
 * back with that position, has missed nothing. It is null where the message does not tell one.
 */
public final class ServerMessage {
    private final String type;
    private final byte[] json;
    private final @Nullable Sequence position;

    /** @param json UTF-8, in one line */
    public ServerMessage(String type, byte[] json, @Nullable Sequence position) {
        this.type = requireNonNull(type, "type");
        this.json = requireNonNull(json, "json");
        this.position = position;
    }

    /** The same message for a client that may resume from here. */
    ServerMessage at(@Nullable Sequence newPosition) {
        return new ServerMessage(type, json, newPosition);
    }

    /** The member {@code type}. */
    public String type() {
        return type;
    }

    /** All of it, UTF-8; not a copy. */
    public byte[] json() {
        return json;
    }

    /** From where a client that has got this message may resume, or null. */
    public @Nullable Sequence position() {
        return position;
    }
}
