package dev.ringdown.event;

import org.jspecify.annotations.Nullable;

/**
 * Values that come with event after event, such as types, sources and customers, so that all events of which many are
 * held in memory share one of each. It holds the latest of those that meet in a place, so it never grows.
 *
 * @param <T> immutable, since it is shared without a lock: threads may miss each other's values, no more
 */
final class Recurring<T> {
    private static final int PLACES = 2048; // a power of two

    private final @Nullable Object[] latest = new Object[PLACES];

    /** The value that came before and equals this one, or this one. */
    @SuppressWarnings("unchecked") // only what came in here goes out
    T of(T value) {
        int hash = value.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        Object known = latest[place];
        if (value.equals(known)) {
            return (T) known;
        }
        latest[place] = value;
        return value;
    }
}
