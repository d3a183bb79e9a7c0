package dev.ringdown.session;

import dev.ringdown.log.Sequence;

/** From where on a subscribe message wants events. Immutable. */
sealed interface StartingPoint {
    /** From now on. */
    record Now() implements StartingPoint {}

    /** Everything retained after a position, then from now on. */
    record After(Sequence sequence) implements StartingPoint {}

    /** The newest entries that match, at most {@code count}, then from now on. */
    record Last(int count) implements StartingPoint {}

    /** The latest event of every live resource that matches, then from now on. */
    record Snapshot() implements StartingPoint {}
}
