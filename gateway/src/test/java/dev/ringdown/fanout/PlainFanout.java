package dev.ringdown.fanout;

import dev.ringdown.testing.TestEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the router, the sessions and their catch-up should do, done with lists: every event is compared, as text, with
 * every topic of everybody. The model of {@link FanoutPropertyTest}.
 */
final class PlainFanout {
    private record Appended(long offset, TestEvent event) {}

    /**
     * @param sinceOffset events after this one are meant
     * @param live false while a replay brings it up
     */
    private record Subscribed(String topic, String typePrefix, long sinceOffset, boolean live) {
        boolean wants(Appended appended) {
            TestEvent event = appended.event;
            String its = "customer_id:" + event.customer() + ':' + event.resource() + ':' + event.id();
            return (its + ':').startsWith(topic + ':')
                    && event.type().startsWith(typePrefix)
                    && appended.offset > sinceOffset;
        }

        Subscribed broughtUp() {
            return new Subscribed(topic, typePrefix, sinceOffset, true);
        }
    }

    private static final class PlainSession {
        final Map<String, Subscribed> byTopic = new HashMap<>();
        final Set<Long> delivered = new LinkedHashSet<>();
        /** Where the session stands in the events of a customer with which it is behind. */
        final Map<UUID, Long> behindFrom = new HashMap<>();

        boolean stalled;
        boolean closed;
        boolean replayed;

        boolean wants(Appended appended) {
            return byTopic.values().stream().anyMatch(subscribed -> subscribed.wants(appended));
        }

        boolean wantsLive(Appended appended) {
            return byTopic.values().stream().anyMatch(subscribed -> subscribed.live && subscribed.wants(appended));
        }
    }

    private final List<PlainSession> sessions = new ArrayList<>();
    private final List<Appended> log = new ArrayList<>();
    private long routedOffset = -1;
    private boolean listening;

    PlainFanout(int count) {
        for (int i = 0; i < count; i++) {
            sessions.add(new PlainSession());
        }
    }

    void subscribe(int index, String topic, String typePrefix) {
        if (sessions.get(index).closed) {
            return;
        }
        beginToListen();
        PlainSession session = sessions.get(index);
        UUID customer = UUID.fromString(topic.split(":", -1)[1]);
        session.byTopic.put(
                topic,
                new Subscribed(topic, typePrefix, session.behindFrom.getOrDefault(customer, routedOffset), true));
    }

    /** A loop to which nobody listens does not follow the log. */
    private void beginToListen() {
        if (!listening) {
            listening = true;
            routedOffset = headOffset();
        }
    }

    /** Subscribes to everything after an offset, in a spelling that {@link #subscribe} does not replace. */
    void replay(int index, String topic, String typePrefix, long afterOffset) {
        if (sessions.get(index).closed) {
            return;
        }
        beginToListen();
        sessions.get(index).byTopic.put("replay " + topic, new Subscribed(topic, typePrefix, afterOffset, false));
        sessions.get(index).replayed = true;
    }

    void unsubscribe(int index, String topic) {
        sessions.get(index).byTopic.remove(topic);
    }

    void stalled(int index, boolean stalled) {
        sessions.get(index).stalled = stalled;
    }

    void close(int index) {
        sessions.get(index).closed = true;
        sessions.get(index).byTopic.clear();
    }

    void append(TestEvent event) {
        log.add(new Appended(log.size(), event));
    }

    long headOffset() {
        return log.size() - 1;
    }

    /** How many events of a customer there are up to an offset. */
    long countUpTo(UUID customer, long offset) {
        return log.stream()
                .limit(offset + 1)
                .filter(appended -> appended.event.customer().equals(customer))
                .count();
    }

    /** Everybody whose socket takes it gets what is wanted now and was not sent on this connection. */
    void drain() {
        for (PlainSession session : sessions) {
            if (session.stalled) {
                fallBehind(session);
            } else {
                log.stream().filter(session::wants).forEach(appended -> session.delivered.add(appended.offset));
                session.behindFrom.clear();
                session.byTopic.replaceAll((topic, subscribed) -> subscribed.broughtUp());
            }
        }
        if (routedOffset < headOffset() && nobodyListens()) {
            listening = false;
        }
        routedOffset = headOffset();
    }

    /** A session whose socket takes nothing stays where the drain began that had something for it. */
    private void fallBehind(PlainSession session) {
        for (long offset = routedOffset + 1; offset <= headOffset(); offset++) {
            Appended appended = log.get((int) offset);
            if (session.wantsLive(appended)) {
                long drains = (offset - routedOffset - 1) / LoopRouter.ENTRIES_PER_DRAIN;
                session.behindFrom.putIfAbsent(
                        appended.event.customer(), routedOffset + drains * LoopRouter.ENTRIES_PER_DRAIN);
            }
        }
    }

    /** Whether the session has asked for history, which may come after what is live. */
    boolean hasReplayed(int index) {
        return sessions.get(index).replayed;
    }

    /** The offsets of a customer that the session got, in the order in which it got them. */
    List<Long> delivered(int index, UUID customer) {
        return sessions.get(index).delivered.stream()
                .filter(offset -> log.get(offset.intValue()).event.customer().equals(customer))
                .toList();
    }

    private boolean nobodyListens() {
        return sessions.stream().allMatch(session -> session.byTopic.isEmpty());
    }
}
