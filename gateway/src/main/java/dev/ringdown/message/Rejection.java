package dev.ringdown.message;

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
public record Rejection(
        String topic,
        ErrorCode code,
        String message,
        @Nullable Limit limit) {
    /** A topic that the identity may not read, or that is none. */
    public static Rejection of(String topic, Decision.Refused refused) {
        return new Rejection(topic, refused.code(), Quoted.of(topic) + ": " + refused.message(), null);
    }

    public static Rejection tooManyTopics(String topic, int maxTopics) {
        return new Rejection(
                topic,
                ErrorCode.TOO_MANY_TOPICS,
                Quoted.of(topic) + ": the session has " + maxTopics + " topics already (expected: at most that)",
                Limit.TOPICS);
    }

    public static Rejection overBudget(String topic, Limit limit) {
        return new Rejection(
                topic,
                ErrorCode.OVER_BUDGET,
                Quoted.of(topic) + ": more than " + limit
                        + " leaves (expected: fewer or shorter topics, or fewer different types)",
                limit);
    }
}
