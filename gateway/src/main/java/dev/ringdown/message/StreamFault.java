package dev.ringdown.message;

import dev.ringdown.protocol.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Why there can be no event stream. Immutable.
 *
 * @param forbidden whether the identity may read nothing of what was asked for; else the request is wrong for everybody
 * @param reason names the parameter, and says what was wrong and what is right
 * @param limit the limit that it went beyond, or null if that is not why
 */
public record StreamFault(
        boolean forbidden, String reason, @Nullable Limit limit) implements StreamReading {
    static StreamFault malformed(String reason) {
        return new StreamFault(false, reason, null);
    }
}
