package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

/**
 * How far a node has applied its journal, and what it was that it applied last: so it can be seen whether a journal still has
 * that. Immutable.
 *
 * @param identity of the journal, see {@link dev.ringdown.journal.Journal.Bounds}
 * @param position of the newest record that is applied
 * @param millis the time of the log at that record: the greatest that a record ever had
 * @param writer of that record, see {@link dev.ringdown.journal.record.RecordStamp}
 * @param number of that record, likewise
 */
public record Applied(String identity, long position, long millis, long writer, long number) {
    public Applied {
        requireNonNull(identity, "identity");
    }

    /** Of a node that has applied nothing yet. */
    public static Applied nothing(String identity) {
        return new Applied(identity, -1, 0, 0, 0);
    }

    /** Whether anything is applied. */
    public boolean isSomething() {
        return position >= 0;
    }
}
