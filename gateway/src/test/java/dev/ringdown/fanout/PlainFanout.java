package dev.ringdown.fanout;

import dev.ringdown.testing.TestEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the router and its sessions should do, done with lists: every event is compared, as text, with every topic of
 * everybody. The model of {@link FanoutPropertyTest}.
 */
final class PlainFanout {
    private record Pending(long offset, TestEvent event) {}

    private static final class PlainSession {
        final Map<String, String> typePrefixByTopic = new HashMap<>();
        final List<Long> delivered = new ArrayList<>();
        boolean stalled;
        boolean closed;

        boolean wants(Pending pending) {
            TestEvent event = pending.event;
            String topic = "customer_id:" + event.customer() + ':' + event.resource() + ':' + event.id();
            return typePrefixByTopic.entrySet().stream()
                    .anyMatch(subscribed -> (topic + ':').startsWith(subscribed.getKey() + ':')
                            && event.type().startsWith(subscribed.getValue()));
        }
    }

    private final List<PlainSession> sessions = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private long nextOffset;

    PlainFanout(int count) {
        for (int i = 0; i < count; i++) {
            sessions.add(new PlainSession());
        }
    }

    void subscribe(int index, String topic, String typePrefix) {
        if (!isClosed(index)) {
            if (nobodyListens()) {
                pending.clear(); // who subscribes gets what comes after
            }
            sessions.get(index).typePrefixByTopic.put(topic, typePrefix);
        }
    }

    void unsubscribe(int index, String topic) {
        sessions.get(index).typePrefixByTopic.remove(topic);
    }

    void stalled(int index, boolean stalled) {
        sessions.get(index).stalled = stalled;
    }

    void close(int index) {
        sessions.get(index).closed = true;
        sessions.get(index).typePrefixByTopic.clear();
    }

    void append(TestEvent event) {
        pending.add(new Pending(nextOffset++, event));
    }

    void drain() {
        for (int index = 0; index < sessions.size(); index++) {
            PlainSession session = sessions.get(index);
            List<Long> wanted =
                    pending.stream().filter(session::wants).map(Pending::offset).toList();
            if (session.stalled && !wanted.isEmpty()) {
                close(index);
            } else {
                session.delivered.addAll(wanted);
            }
        }
        pending.clear();
    }

    boolean isClosed(int index) {
        return sessions.get(index).closed;
    }

    /** The offsets that the session got, in the order in which it got them. */
    List<Long> delivered(int index) {
        return sessions.get(index).delivered;
    }

    private boolean nobodyListens() {
        return sessions.stream().allMatch(session -> session.typePrefixByTopic.isEmpty());
    }
}
