package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.BodyBudget;
import dev.ringdown.limits.WaitingSockets;
import java.time.Duration;

/**
 * The limits of the internal port.
 *
 * @param maxBodyBytes the largest body of a request
 * @param bodies what may be under way of bodies
 * @param maxPipelined requests of one connection that may be under way
 * @param maxAnswerBytes answers of one connection that its peer does not take, at which nothing more is read from it
 * @param maxStreamLines lines of one stream that may be unanswered, at which nothing more is read of it
 * @param sockets open connections
 * @param headTimeout how long the head of a request may take
 * @param bodyTimeout how long its body may take, and a line of a stream
 * @param stalled how long a peer may take nothing of what waits for it
 */
public record InternalOptions(
        int maxBodyBytes,
        BodyBudget.Bounds bodies,
        int maxPipelined,
        int maxAnswerBytes,
        int maxStreamLines,
        WaitingSockets.Maxima sockets,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration stalled) {
    public InternalOptions {
        requireNonNull(bodies, "bodies");
        requireNonNull(sockets, "sockets");
        requireNonNull(headTimeout, "headTimeout");
        requireNonNull(bodyTimeout, "bodyTimeout");
        requireNonNull(stalled, "stalled");
    }
}
