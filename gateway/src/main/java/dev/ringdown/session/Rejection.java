package dev.ringdown.session;

import dev.ringdown.event.Quoted;
import dev.ringdown.identity.Decision;
import dev.ringdown.protocol.ErrorCode;

/** A topic that was not subscribed, and why. Immutable. */
record Rejection(String topic, ErrorCode code, String message) {
    /** A topic that the identity may not read, or that is none. */
    static Rejection of(String topic, Decision.Refused refused) {
        return new Rejection(topic, refused.code(), Quoted.of(topic) + ": " + refused.message());
    }
}
