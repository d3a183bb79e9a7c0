package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

/**
 * How far a node has applied its journal, and what it was that it applied last: so it can be seen whether a journal still has
 * that. Immutable.
 *
 * @param identity of the journal, see {@link dev.ringdown.journal.Journal.Bounds}
 * @param position of the newest record that is applied; -1 if none is
 * @param millis the time of the log at that record: the greatest that a record ever had
 * @param recordMillis the time that this record has; less than {@code millis} if an earlier one had a greater time
 * @param writer of that record, see {@link dev.ringdown.journal.record.RecordStamp}
 * @param number of that record, likewise
 * @param digest of all entries that came of records up to that one, retained or not, from the founding on or from where nodes have
 *     begun to compare anew; 0 if it is not known
 * @param agreed what the journal has said up to that record
 * @param formerEpoch the epoch of the log that stood here before and could not go on; 0 if none did. Clients may come with
 *     positions of it
 * @param goesOn whether the journal may go on from here; false once it is known that it does not
 */
public record Applied(
        String identity,
        long position,
        long millis,
        long recordMillis,
        long writer,
        long number,
        long digest,
        Agreed agreed,
        long formerEpoch,
        boolean goesOn) {
    public Applied {
        requireNonNull(identity, "identity");
        requireNonNull(agreed, "agreed");
    }

    /** Of a node that has applied nothing yet; where another log was before, its epoch, else 0. */
    public static Applied nothing(String identity, long formerEpoch) {
        return new Applied(identity, -1, 0, 0, 0, 0, 0, Agreed.ON_NOTHING, formerEpoch, true);
    }

    /** Whether anything is applied. */
    public boolean isSomething() {
        return position >= 0;
    }

    /** The same once the journal is known not to go on from here. */
    public Applied broken() {
        return new Applied(
                identity, position, millis, recordMillis, writer, number, digest, agreed, formerEpoch, false);
    }

    /** The newest epoch of which clients may have positions, of this log or the one before. */
    public long newestEpoch() {
        return Math.max(formerEpoch, agreed.epoch());
    }
}
