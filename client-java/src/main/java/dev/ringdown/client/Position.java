package dev.ringdown.client;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a line has got in the log: a sequence up to which everything that matches was handed over, and the single events
 * beyond it that were handed over too. The second part is there because old and live events come side by side while
 * something is replayed; it keeps an event from being handed over twice after a reconnect.
 *
 * <p>Sequences of one customer order as plain text does. Confined to its loop.
 */
final class Position {
    private @Nullable String value;
    private final Set<String> beyond = new HashSet<>();

    /** @param value the sequence that everything up to was handed over; null if nothing is known yet */
    Position(@Nullable String value) {
        this.value = value;
    }

    /** The sequence to resume after; null if nothing is known yet. */
    @Nullable
    String value() {
        return value;
    }

    /** Goes on elsewhere, perhaps in another epoch; null if nobody knows where. */
    void moveTo(@Nullable String newValue) {
        value = newValue;
    }

    /** How many single events are remembered. */
    int size() {
        return beyond.size();
    }

    /**
     * Notes an event.
     *
     * @param inOrder whether everything before it has come
     * @return whether it is new; false if it was handed over before
     */
    boolean note(String sequence, boolean inOrder) {
        boolean isNew = !beyond.contains(sequence);
        if (inOrder) {
            reached(sequence);
        } else if (!includes(sequence)) {
            beyond.add(sequence);
        }
        return isNew;
    }

    /** Everything up to a sequence has come. */
    void reached(String sequence) {
        if (!includes(sequence)) {
            value = sequence;
            beyond.removeIf(single -> single.compareTo(sequence) <= 0);
        }
    }

    /** Whether an event was handed over before. */
    boolean has(String sequence) {
        return includes(sequence) || beyond.contains(sequence);
    }

    /** Whether it is as far, or less far; not if nothing is known yet. */
    boolean isWithin(String after) {
        return value != null && value.compareTo(after) <= 0;
    }

    private boolean includes(String sequence) {
        return value != null && sequence.compareTo(value) <= 0;
    }
}
