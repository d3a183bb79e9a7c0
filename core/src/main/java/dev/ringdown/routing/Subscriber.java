package dev.ringdown.routing;

/**
 * One who is found by a {@link FilterIndex}, at most once for an entry however many of its filters match. Confined to
 * the event loop of its index.
 */
public abstract class Subscriber {
    /** The last collection that found this subscriber; the index compares it instead of keeping a set. */
    long foundBy;
}
