package dev.ringdown.message;

import java.time.Duration;

/**
 * The limits of a session that {@code welcome} tells. Immutable.
 *
 * @param messageBytes the largest message of a client
 * @param topics how many topics a session may have subscribed
 * @param heartbeat how often a heartbeat comes
 * @param retention how long events can be asked for again
 */
public record WelcomeLimits(int messageBytes, int topics, Duration heartbeat, Duration retention) {}
