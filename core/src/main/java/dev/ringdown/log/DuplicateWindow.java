package dev.ringdown.log;

import dev.ringdown.event.EventName;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events came lately, by source and id, so that a publisher may safely send one again. Bounded by age
 * and count. Only the log's appender calls this.
 */
final class DuplicateWindow {
    private record Seen(Sequence sequence, long atMillis) {}

    private final long windowMillis;
    private final int maxEvents;
    private final Map<EventName, Seen> seen = new LinkedHashMap<>();

    DuplicateWindow(Duration window, int maxEvents) {
        this.windowMillis = window.toMillis();
        this.maxEvents = maxEvents;
    }

    /** The sequence of the event that came first under this name, or null if none did within the window. */
    @Nullable
    Sequence find(EventName name, long nowMillis) {
        Seen first = seen.get(name);
        return first == null || first.atMillis < nowMillis - windowMillis ? null : first.sequence;
    }

    void remember(EventName name, Sequence sequence, long nowMillis) {
        Seen now = new Seen(sequence, nowMillis);
        if (seen.put(name, now) != null) {
            seen.remove(name); // so that it moves to the young end
            seen.put(name, now);
        }
        forgetOld(nowMillis);
    }

    /** Takes back what was remembered of an event that could not be stored after all. */
    void forget(EventName name) {
        seen.remove(name);
    }

    /** How many events are remembered. */
    int size() {
        return seen.size();
    }

    private void forgetOld(long nowMillis) {
        Iterator<Seen> oldestFirst = seen.values().iterator();
        while (oldestFirst.hasNext()
                && (oldestFirst.next().atMillis < nowMillis - windowMillis || seen.size() > maxEvents)) {
            oldestFirst.remove();
        }
    }
}
