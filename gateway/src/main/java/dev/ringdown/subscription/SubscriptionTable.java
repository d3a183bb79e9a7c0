package dev.ringdown.subscription;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions by their topics. Most tables have one entry for as long as they live, and there is a table for each
 * connection: with one entry it is about half of a hash table. Confined to the session's event loop.
 */
final class SubscriptionTable {
    private Map<String, Subscription> byTopic = Map.of(); // immutable with one entry at most, else a HashMap

    /** Adds a subscription, in place of another one to its topic. */
    void add(Subscription subscription) {
        if (byTopic.isEmpty()) {
            byTopic = Map.of(subscription.topic(), subscription);
            return;
        }
        if (!(byTopic instanceof HashMap)) {
            byTopic = new HashMap<>(byTopic);
        }
        byTopic.put(subscription.topic(), subscription);
    }

    /** Takes a subscription out; null if there is none. */
    @Nullable
    Subscription remove(String topic) {
        Subscription subscription = byTopic.get(topic);
        if (subscription != null && byTopic.size() == 1) {
            byTopic = Map.of();
        } else if (subscription != null) {
            byTopic.remove(topic);
        }
        return subscription;
    }

    /** The subscription to a topic; null if there is none. */
    @Nullable
    Subscription get(String topic) {
        return byTopic.get(topic);
    }

    Collection<Subscription> all() {
        return byTopic.values();
    }

    /** The topics, sorted. */
    List<String> topics() {
        return byTopic.keySet().stream().sorted().toList();
    }

    int size() {
        return byTopic.size();
    }

    boolean isEmpty() {
        return byTopic.isEmpty();
    }

    /** The topics that mean one of these, sorted. */
    List<String> topicsOf(List<Asked> asked) {
        return asked.isEmpty()
                ? List.of()
                : byTopic.values().stream()
                        .filter(subscription -> !Collections.disjoint(subscription.asked(), asked))
                        .map(Subscription::topic)
                        .sorted()
                        .toList();
    }

    void clear() {
        byTopic = Map.of();
    }
}
