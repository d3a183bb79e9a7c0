package dev.ringdown.subscription;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The feeds of one session, one for each customer: mostly a single one, of super admins maybe many. Feeds that lost their last
 * topic are kept for a while, so that a later replay of the same customer does not send again what they sent. Confined to the
 * session's event loop.
 */
final class Feeds {
    /** Feeds without a topic that are kept, the latest; only a super admin can have more than one or two. */
    static final int MAX_IDLE = 64;

    // Immutable with one entry at most, else a LinkedHashMap.
    private Map<UUID, Feed> active = Map.of();
    private Map<UUID, Feed> idle = Map.of();

    /** The feed of a customer; null if there is none. */
    @Nullable
    Feed get(UUID customer) {
        Feed feed = active.get(customer);
        return feed == null ? idle.get(customer) : feed;
    }

    /** The subscription to a topic, live or in a replay; null if there is none. */
    @Nullable
    Subscription subscription(String topic, UUID customer) {
        Feed feed = get(customer);
        return feed == null ? null : feed.subscription(topic);
    }

    /** How many topics are subscribed, live or in a replay. */
    int topicCount() {
        return all().flatMap(Feed::cursors)
                .mapToInt(cursor -> cursor.subscriptions.size())
                .sum();
    }

    void add(Feed feed) {
        active = with(active, feed);
    }

    /** A feed is about to get a topic. */
    void activate(Feed feed) {
        if (idle.containsKey(feed.customer())) {
            idle = without(idle, feed);
            add(feed);
        }
    }

    /** A feed may have lost its last topic. */
    void settle(Feed feed) {
        if (!feed.isIdle() || !active.containsKey(feed.customer())) {
            return;
        }
        active = without(active, feed);
        idle = with(idle, feed);
        if (idle.size() > MAX_IDLE) {
            Iterator<Feed> longestIdleFirst = idle.values().iterator();
            longestIdleFirst.next().close();
            longestIdleFirst.remove();
        }
    }

    private static Map<UUID, Feed> with(Map<UUID, Feed> feeds, Feed feed) {
        if (feeds.isEmpty()) {
            return Map.of(feed.customer(), feed);
        }
        Map<UUID, Feed> more = feeds instanceof LinkedHashMap ? feeds : new LinkedHashMap<>(feeds);
        more.put(feed.customer(), feed);
        return more;
    }

    private static Map<UUID, Feed> without(Map<UUID, Feed> feeds, Feed feed) {
        if (feeds.size() == 1) {
            return Map.of();
        }
        feeds.remove(feed.customer());
        return feeds;
    }

    boolean isEmpty() {
        return active.isEmpty() && idle.isEmpty();
    }

    int size() {
        return active.size() + idle.size();
    }

    /** The feed that has a topic; null if none does. Looks at one after the other. */
    @Nullable
    Feed having(String topic) {
        for (Map.Entry<UUID, Feed> each : active.entrySet()) { // without a topic a feed is idle
            if (each.getValue().subscription(topic) != null) {
                return each.getValue();
            }
        }
        return null;
    }

    /** All of them, idle ones last. */
    Stream<Feed> all() {
        return Stream.concat(feedsOf(active), feedsOf(idle));
    }

    /** Not by its values: each map would keep the view of them. */
    private static Stream<Feed> feedsOf(Map<UUID, Feed> feeds) {
        return feeds.entrySet().stream().map(Map.Entry::getValue);
    }

    /** The socket takes more again. */
    void onWritable() {
        active.forEach((customer, feed) -> feed.onWritable());
        idle.forEach((customer, feed) -> feed.onWritable());
    }

    /** Ends all of them. */
    void clear() {
        all().forEach(Feed::close);
        active = Map.of();
        idle = Map.of();
    }
}
