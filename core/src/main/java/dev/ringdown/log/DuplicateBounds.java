package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much is remembered, so that an event that comes again is noticed. Nodes that fill their logs from one journal decide alike
 * only by the same bounds. Immutable.
 *
 * @param window how long a source and id are remembered
 * @param events how many of them at most
 * @param agelessEvents how many of the newest whatever their age
 */
public record DuplicateBounds(Duration window, int events, int agelessEvents) {
    /** Nothing is. */
    public static final DuplicateBounds NONE = new DuplicateBounds(Duration.ZERO, 0, 0);

    public DuplicateBounds {
        requireNonNull(window, "window");
    }
}
