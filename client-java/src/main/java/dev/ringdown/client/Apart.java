package dev.ringdown.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * History that was asked for apart from live events, on one socket: there is one at a time, and all of it is its own. Confined to
 * its loop.
 */
final class Apart {
    private final Line line;
    private long left;
    private String until = "";
    private @Nullable Subscription to;

    Apart(Line line) {
        this.line = line;
    }

    /**
     * So many events follow.
     *
     * @param newUntil everything of it is up to here
     */
    void expect(long count, String newUntil, @Nullable Subscription newTo) {
        left = count;
        until = newUntil;
        to = newTo;
    }

    /**
     * Whether an event is of it; then it was given to whom it is for.
     *
     * @param names what the event belongs to
     */
    boolean takes(Event event, List<Topic> names) {
        Subscription current = to;
        if (left == 0 || current == null || event.sequence().compareTo(until) > 0 || !current.wants(event, names)) {
            return false;
        }
        left--;
        if (current.isOn(line)) {
            current.take(event);
        }
        return true;
    }
}
