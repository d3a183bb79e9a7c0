package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.BodyBudget;
import java.time.Duration;

/**
 * The limits of the internal port.
 *
 * @param maxBodyBytes the largest body of a request
 * @param bodies what may be under way of bodies
 * @param maxPipelined requests of one connection that may be under way
 * @param maxAnswerBytes answers of one connection that its peer does not take, at which nothing more is read from it
 * @param maxStreamLines lines of one stream that may be unanswered, at which nothing more is read of it
 * @param stalled how long a peer may take nothing of what waits for it
 */
public record InternalOptions(
        int maxBodyBytes,
        BodyBudget.Bounds bodies,
        int maxPipelined,
        int maxAnswerBytes,
        int maxStreamLines,
        Duration stalled) {
    public InternalOptions {
        requireNonNull(bodies, "bodies");
        requireNonNull(stalled, "stalled");
    }
}
