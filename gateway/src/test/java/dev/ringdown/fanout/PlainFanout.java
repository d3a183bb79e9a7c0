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

    /** @param sinceOffset events after this one are meant */
    private record Subscribed(String typePrefix, long sinceOffset) {}

    private static final class PlainSession {
        final Map<String, Subscribed> byTopic = new HashMap<>();
        final Set<Long> delivered = new LinkedHashSet<>();
        boolean stalled;
        boolean closed;
        boolean replayed;

        boolean wants(Appended appended) {
            TestEvent event = appended.event;
            String topic = "customer_id:" + event.customer() + ':' + event.resource() + ':' + event.id();
            return byTopic.entrySet().stream()
                    .anyMatch(subscribed -> (topic + ':').startsWith(subscribed.getKey() + ':')
                            && event.type().startsWith(subscribed.getValue().typePrefix)
                            && appended.offset > subscribed.getValue().sinceOffset);
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
        sessions.get(index).byTopic.put(topic, new Subscribed(typePrefix, routedOffset));
    }

    /** A loop to which nobody listens does not follow the log. */
    private void beginToListen() {
        if (!listening) {
            listening = true;
            routedOffset = headOffset();
        }
    }

    /** Subscribes to everything after an offset. */
    void replay(int index, String topic, String typePrefix, long afterOffset) {
        if (sessions.get(index).closed) {
            return;
        }
        beginToListen();
        sessions.get(index).byTopic.put(topic, new Subscribed(typePrefix, afterOffset));
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

    /** Everybody whose socket takes it gets what is wanted now and was not sent on this connection. */
    void drain() {
        for (PlainSession session : sessions) {
            if (!session.stalled) {
                log.stream().filter(session::wants).forEach(appended -> session.delivered.add(appended.offset));
            }
        }
        if (routedOffset < headOffset() && nobodyListens()) {
            listening = false;
        }
        routedOffset = headOffset();
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
