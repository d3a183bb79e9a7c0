package dev.ringdown.session;

import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.fanout.Receiver;
import dev.ringdown.log.LogEntry;
import dev.ringdown.routing.Interest;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * One topic that a session has subscribed to: its filters, its options, and since when. It is held by one receiver at a
 * time: by the replay that brings it up, then by the feed. Confined to the session's event loop.
 */
final class Subscription {
    private final String topic;
    private List<TopicFilter> filters;
    private final TypeFilter types;
    private List<Interest> interests = List.of();
    private long sinceOffset = Long.MAX_VALUE; // nothing is meant until somebody says since when

    /**
     * @param topic as it was written
     * @param filters what it stands for, all of one customer
     */
    Subscription(String topic, List<TopicFilter> filters, TypeFilter types) {
        this.topic = topic;
        this.filters = List.copyOf(filters);
        this.types = types;
    }

    String topic() {
        return topic;
    }

    /** Events after this one are meant. */
    void since(long offset) {
        sinceOffset = offset;
    }

    /** Whether the entry is meant, wherever it is. */
    boolean matches(LogEntry entry) {
        return Coverage.matches(filters, types, entry);
    }

    /** Whether an earlier copy of the entry's event was meant, so that this one is not to come on top. */
    boolean matchesEarlier(LogEntry entry) {
        return Coverage.matchesEarlier(filters, types, entry);
    }

    /** Whether the entry would be meant if it were of another type. */
    boolean matchesTopicOf(LogEntry entry) {
        return filters.stream().anyMatch(filter -> filter.reaches(entry.topics()));
    }

    /** Whether the entry is meant. */
    boolean wants(LogEntry entry) {
        return entry.offset() > sinceOffset && matches(entry);
    }

    /** What has been covered once everything up to an offset has been sent. */
    Coverage upTo(long lastOffset) {
        return new Coverage(filters, types, sinceOffset, lastOffset);
    }

    /** Puts the filters into the index in the name of a receiver. */
    void attach(LoopRouter router, Receiver receiver) {
        List<Interest> attached = new ArrayList<>(filters.size());
        for (TopicFilter filter : filters) {
            attached.add(router.subscribe(receiver, filter, types));
        }
        interests = List.copyOf(attached);
    }

    /** Moves the filters to another receiver; the index has them all the while. */
    void move(LoopRouter router, Receiver receiver) {
        List<Interest> before = interests;
        attach(router, receiver);
        before.forEach(router::unsubscribe);
    }

    /** From now on other filters stand for the topic, because its session's holder may read more or less than before. */
    void refilter(LoopRouter router, Receiver receiver, List<TopicFilter> newFilters) {
        filters = List.copyOf(newFilters);
        move(router, receiver);
    }

    List<TopicFilter> filters() {
        return filters;
    }

    /** What it is now. */
    SubscriptionStatus status(boolean replaying) {
        return new SubscriptionStatus(topic, filters, types == TypeFilter.ALL ? null : types.patterns(), replaying);
    }

    boolean hasFilters(List<TopicFilter> others) {
        return filters.equals(others);
    }

    /** Takes the filters out of the index. */
    void detach(LoopRouter router) {
        interests.forEach(router::unsubscribe);
        interests = List.of();
    }
}
