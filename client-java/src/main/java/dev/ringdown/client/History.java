package dev.ringdown.client;

import java.util.ArrayList;
import java.util.List;

/**
 * What a subscription begins with, until all of it has come; and the live events that came before that, if it comes apart.
 * Confined to its loop.
 */
final class History {
    private final List<Event> held = new ArrayList<>();
    private final List<Event> later = new ArrayList<>();
    private long missing;

    /** It is up to here. */
    private String until = "";

    /** So many come. */
    void expect(long count, String newUntil) {
        missing = count;
        until = newUntil;
    }

    /** One of them. */
    void take(Event event) {
        held.add(event);
        missing--;
    }

    /** A live one. */
    void takeLater(Event event) {
        later.add(event);
    }

    boolean isComplete() {
        return missing == 0;
    }

    /** All that came, in the order in which it is handed over; nothing is left. */
    List<Event> drain() {
        List<Event> all = new ArrayList<>(held);
        later.stream().filter(event -> event.sequence().compareTo(until) > 0).forEach(all::add);
        clear();
        return all;
    }

    void clear() {
        held.clear();
        later.clear();
    }
}
