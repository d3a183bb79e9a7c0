package dev.ringdown.session;

import dev.ringdown.event.Quoted;
import dev.ringdown.identity.Decision;
import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.protocol.Limit;
import org.jspecify.annotations.Nullable;

/**
 * A topic that was not subscribed, and why. Immutable.
 *
 * @param limit the limit that was reached, or null if that is not why
 */
record Rejection(
        String topic,
        ErrorCode code,
        String message,
        @Nullable Limit limit) {
    /** A topic that the identity may not read, or that is none. */
    static Rejection of(String topic, Decision.Refused refused) {
        return new Rejection(topic, refused.code(), Quoted.of(topic) + ": " + refused.message(), null);
    }
}
