package dev.ringdown.replica;

import dev.ringdown.journal.Journal;
import dev.ringdown.journal.record.RecordStamp;
import dev.ringdown.log.Applied;
import dev.ringdown.log.Epoch;
import dev.ringdown.log.ReplicaStore;
import java.util.List;

/**
 * Whether a store goes on with what a journal has. Where the journal begins and ends is looked at first; that it still has the
 * record that was applied last is proved by that record, which is read once more. Stateless.
 */
final class Continuation {
    private static final String REMEDY =
            " (this node has to begin with an empty store, or with a copy of another node's)";

    private Continuation() {}

    /**
     * How far the journal is applied to a store; of an empty store it is before the first record.
     *
     * @throws DiscontinuityException what the journal has does not go on from that
     * @throws RecordsGoneException the journal does not have the next record any more
     */
    static Applied of(ReplicaStore store, Journal.Bounds journal) throws DiscontinuityException, RecordsGoneException {
        Applied applied = store.applied();
        if (applied == null && store.headOffset() >= 0) {
            List<Epoch> epochs = store.epochs();
            throw new DiscontinuityException(
                    "the store has entries that did not come from a journal, up to offset " + store.headOffset()
                            + REMEDY,
                    epochs.get(epochs.size() - 1).epoch());
        }
        if (applied == null || !applied.isSomething()) {
            applied = Applied.nothing(journal.identity(), applied == null ? 0 : applied.formerEpoch());
        }
        check(applied, journal);
        if (Math.max(applied.position(), 0) < journal.firstPosition()) {
            throw new RecordsGoneException(
                    "the journal begins with record " + journal.firstPosition()
                            + ", and what the store needs of it begins with record " + Math.max(applied.position(), 0)
                            + " (it needs a copy of another node's store, which journal.peers lets it take; if no node"
                            + " has one, begin a new journal)",
                    applied.formerEpoch());
        }
        return applied;
    }

    private static void check(Applied applied, Journal.Bounds journal) throws DiscontinuityException {
        if (!applied.identity().equals(journal.identity())) {
            throw discontinuity(
                    applied,
                    "the store was filled from the journal " + applied.identity() + ", and in its place is "
                            + journal.identity());
        }
        if (applied.position() > journal.lastPosition()) {
            throw discontinuity(
                    applied,
                    "the store has applied record " + applied.position() + ", and the journal ends with record "
                            + journal.lastPosition());
        }
        if (!applied.goesOn()) {
            throw discontinuity(
                    applied,
                    "the journal had another record than the store, which has applied record " + applied.position());
        }
    }

    private static DiscontinuityException discontinuity(Applied applied, String how) {
        return new DiscontinuityException(how + REMEDY, applied.newestEpoch());
    }

    /** After which record to follow the journal, so that the first one that comes proves that it goes on. */
    static long followAfter(Applied applied) {
        return applied.isSomething() ? applied.position() - 1 : -1;
    }

    /**
     * The first record that comes must be the one that was applied last: at its place, with its time. One that its writer has
     * sent twice has one stamp, and may stand where it was only after what was before it had been lost.
     *
     * @throws DiscontinuityException it is another one
     */
    static void prove(Applied applied, Inbox.Arrived record, RecordStamp stamp) throws DiscontinuityException {
        boolean same = record.position() == applied.position()
                && record.millis() == applied.recordMillis()
                && stamp.equals(new RecordStamp(applied.writer(), applied.number()));
        if (!same) {
            throw discontinuity(
                    applied,
                    "the journal has another record at " + record.position()
                            + " than the store, which has applied record " + applied.position());
        }
    }
}
