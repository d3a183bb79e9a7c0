package dev.ringdown.topic;

/**
 * A topic as a client wrote it, read by a {@link TopicParser}: a {@link TopicFilter}, a {@link ShortForm} that still needs an
 * identity to mean something, one of these with a colon behind it, or an {@link InvalidTopic} with the reason.
 */
public sealed interface RequestedTopic permits TopicFilter, ShortForm, OpenEnded, InvalidTopic {}
