package dev.ringdown.session;

import dev.ringdown.message.WelcomeLimits;
import java.time.Duration;

/**
 * The limits of a session. Immutable.
 *
 * @param maxMessageBytes the largest message of a client
 * @param maxTopics how many topics a session may have subscribed
 * @param maxTypes how many patterns {@code types} may have
 * @param maxMessageMembers how many members a message may have, those of objects in it too
 * @param maxMessageTopics how many topics a message may have
 * @param heartbeat how often the peer is pinged and, with {@code ringdown.v1}, sent a heartbeat
 * @param pongTimeout how long the peer may take to show that it is there
 * @param stalled how long a peer may take nothing of what waits for it
 * @param messagesPerSecond messages that a client may send in the long run
 * @param messageBurst messages that it may send at once
 * @param maxErrorsInARow messages refused one after the other, at which the connection is closed
 * @param retention how long events can be asked for again
 */
public record SessionOptions(
        int maxMessageBytes,
        int maxTopics,
        int maxTypes,
        int maxMessageMembers,
        int maxMessageTopics,
        Duration heartbeat,
        Duration pongTimeout,
        Duration stalled,
        int messagesPerSecond,
        int messageBurst,
        int maxErrorsInARow,
        Duration retention) {
    /** Those that {@code welcome} tells. */
    WelcomeLimits told() {
        return new WelcomeLimits(maxMessageBytes, maxTopics, heartbeat, retention);
    }
}
