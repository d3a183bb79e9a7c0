package dev.ringdown.message;

import dev.ringdown.protocol.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Why there can be no event stream. Immutable.
 *
 * @param reason names the parameter, and says what was wrong and what is right
 * @param limit the limit that it went beyond, or null if that is not why
 */
public record StreamFault(
        Kind kind, String reason, @Nullable Limit limit) implements StreamReading {
    /** What kind of fault it is. */
    public enum Kind {
        /** The request is wrong for everybody. */
        MALFORMED,
        /** The identity may read nothing of what was asked for. */
        FORBIDDEN,
        /** The same request may be good a moment later. */
        UNAVAILABLE
    }

    /** It is wrong for everybody. */
    public static StreamFault malformed(String reason) {
        return new StreamFault(Kind.MALFORMED, reason, null);
    }
}
