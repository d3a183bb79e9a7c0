package dev.ringdown.topic;

/**
 * What a client wrote is not a topic. Immutable.
 *
 * @param reason what is wrong and what is right, for the client's developer
 */
public record InvalidTopic(String reason) implements RequestedTopic {}
