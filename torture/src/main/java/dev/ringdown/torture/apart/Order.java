package dev.ringdown.torture.apart;

import org.jspecify.annotations.Nullable;

/**
 * What attackers are told. Immutable.
 *
 * @param scenario the name of the one to play; null of all but {@link Kind#ATTACK}
 */
record Order(Kind kind, @Nullable String scenario) {
    enum Kind {
        /** Answered by {@link Answer.Kind#PREPARED}, if it gets there, then by {@link Answer.Kind#DONE}. */
        ATTACK,
        /** An attack need not go on. Not answered. */
        ENOUGH,
        /** Answered by {@link Answer.Kind#REPORT}. */
        REPORT,
        /** Answered by {@link Answer.Kind#LEFT}. */
        LEAVE
    }

    static Order of(Kind kind) {
        return new Order(kind, null);
    }
}
