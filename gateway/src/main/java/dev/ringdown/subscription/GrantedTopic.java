package dev.ringdown.subscription;

import dev.ringdown.topic.TopicFilter;
import java.util.List;
import java.util.UUID;

/**
 * A topic that may be subscribed. Immutable.
 *
 * @param topic as it was written
 * @param customer whose events it means
 * @param filters what it stands for
 * @param bytes what was taken for it from the session's account
 */
record GrantedTopic(String topic, UUID customer, List<TopicFilter> filters, int bytes) {}
