package dev.ringdown.client;

/**
 * A topic that is not subscribed, or not any more. It is not asked for again. Immutable.
 *
 * @param topic as it was written
 * @param code such as {@code forbidden} or {@code invalidtopic}
 */
public record Rejected(String topic, String code, String message) implements Item {}
