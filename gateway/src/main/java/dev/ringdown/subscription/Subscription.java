package dev.ringdown.subscription;

import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import java.util.List;

/**
 * One topic that a session has subscribed to, and what it means: a filter, or for a short form several, that it may share with
 * other topics. It is held by one receiver at a time: by the replay that brings it up, then by the feed. Confined to the
 * session's event loop.
 */
final class Subscription {
    private final String topic;
    private List<Asked> asked;

    /** What was taken for it from the session's account. */
    private int bytes;

    /**
     * @param topic as it was written
     * @param asked what it means, at least one, with the same types and of one customer
     * @param bytes what was taken for it from the session's account
     */
    Subscription(String topic, List<Asked> asked, int bytes) {
        this.topic = topic;
        this.asked = List.copyOf(asked);
        this.bytes = bytes;
    }

    /** What was granted, with its text held once for everybody who writes it so. */
    static Subscription of(GrantedTopic topic, List<Asked> asked) {
        return new Subscription(asked.get(0).interest().shared(topic.topic()), asked, topic.bytes());
    }

    String topic() {
        return topic;
    }

    List<Asked> asked() {
        return asked;
    }

    /** From now on it means this. */
    void means(List<Asked> other) {
        asked = List.copyOf(other);
    }

    int bytes() {
        return bytes;
    }

    /** Another amount has been taken for it from the session's account. */
    void costs(int otherBytes) {
        bytes = otherBytes;
    }

    TypeFilter types() {
        return asked.get(0).types();
    }

    List<TopicFilter> filters() {
        return asked.stream().map(Asked::filter).toList();
    }

    boolean hasFilters(List<TopicFilter> others) {
        return filters().equals(others);
    }

    /** What it is now. */
    SubscriptionStatus status(boolean replaying) {
        TypeFilter types = types();
        return new SubscriptionStatus(
                topic, filters(), types.equals(TypeFilter.ALL) ? null : types.patterns(), replaying);
    }
}
