package dev.ringdown.torture.apart;

import dev.ringdown.torture.abuse.AttackReport;
import org.jspecify.annotations.Nullable;

/**
 * What attackers answer. Immutable.
 *
 * @param report null of all but {@link Kind#REPORT}
 * @param why null of all but {@link Kind#FAILED}
 */
record Answer(
        Kind kind, @Nullable AttackReport report, @Nullable String why) {
    enum Kind {
        /** The attack begins in earnest. */
        PREPARED,
        /** It has done its worst, and stands. */
        DONE,
        /** What has become of it. */
        REPORT,
        /** Nothing of it is left. */
        LEFT,
        /** What was ordered could not be done. */
        FAILED
    }

    static Answer of(Kind kind) {
        return new Answer(kind, null, null);
    }

    static Answer report(AttackReport report) {
        return new Answer(Kind.REPORT, report, null);
    }

    static Answer failed(String why) {
        return new Answer(Kind.FAILED, null, why);
    }
}
