package dev.ringdown.replica;

import dev.ringdown.journal.Journal;
import dev.ringdown.journal.record.RecordStamp;
import dev.ringdown.log.Applied;
import dev.ringdown.log.ReplicaStore;

/**
 * Whether a store goes on with what a journal has. Where the journal begins and ends is looked at first; that it still has the
 * record that was applied last is proved by that record, which is read once more. Stateless.
 */
final class Continuation {
    private static final String REMEDY = " (the log has to begin a new epoch, with an empty store)";

    private Continuation() {}

    /**
     * How far the journal is applied to a store; of an empty store it is before the first record.
     *
     * @throws DiscontinuityException what the journal has does not go on from that
     */
    static Applied of(ReplicaStore store, Journal.Bounds journal) throws DiscontinuityException {
        Applied applied = store.applied();
        if (applied == null) {
            if (store.headOffset() >= 0) {
                throw new DiscontinuityException("the store has entries that did not come from a journal, up to offset "
                        + store.headOffset() + REMEDY);
            }
            applied = Applied.nothing(journal.identity());
        }
        if (!applied.identity().equals(journal.identity())) {
            throw new DiscontinuityException("the store was filled from the journal " + applied.identity()
                    + ", and in its place is " + journal.identity() + REMEDY);
        }
        if (applied.position() > journal.lastPosition()) {
            throw new DiscontinuityException("the store has applied record " + applied.position()
                    + ", and the journal ends with record " + journal.lastPosition() + REMEDY);
        }
        if (Math.max(applied.position(), 0) < journal.firstPosition()) {
            throw new DiscontinuityException("the journal begins with record " + journal.firstPosition()
                    + ", and what the store needs of it begins with record " + Math.max(applied.position(), 0)
                    + " (copy the store of another node, or begin a new epoch)");
        }
        return applied;
    }

    /** After which record to follow the journal, so that the first one that comes proves that it goes on. */
    static long followAfter(Applied applied) {
        return applied.isSomething() ? applied.position() - 1 : -1;
    }

    /**
     * The first record that comes must be the one that was applied last.
     *
     * @throws DiscontinuityException it is another one
     */
    static void prove(Applied applied, long position, RecordStamp stamp) throws DiscontinuityException {
        if (position != applied.position() || !stamp.equals(new RecordStamp(applied.writer(), applied.number()))) {
            throw new DiscontinuityException("the journal has another record at " + position
                    + " than the store, which has applied record " + applied.position() + REMEDY);
        }
    }
}
