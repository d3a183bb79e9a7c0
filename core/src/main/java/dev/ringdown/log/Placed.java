package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

/**
 * Where an event was put. Immutable.
 *
 * @param sequence what clients and publishers are told
 * @param offset where it is in the log
 */
public record Placed(Sequence sequence, long offset) {
    public Placed {
        requireNonNull(sequence, "sequence");
    }
}
