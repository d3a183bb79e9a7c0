package dev.ringdown.replica;

import dev.ringdown.journal.Journal;
import dev.ringdown.log.Applied;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.ReplicaStore;
import java.io.IOException;

/**
 * What a log is opened with, and how far store and journal were then. Immutable.
 *
 * @param applied how far the journal is applied to the store
 * @param endAtOpening the position of the newest record of the journal; -1 if it has none
 */
record Opening(
        Journal journal,
        ReplicaStore store,
        ReplicaOptions options,
        ReplicaNode node,
        LogMeters meters,
        Applied applied,
        long endAtOpening) {
    /**
     * Looks whether the store goes on with the journal.
     *
     * @throws DiscontinuityException it does not
     * @throws RecordsGoneException the journal does not have any more what the store needs next
     * @throws IOException the journal does not answer, or the store forgets what is needed to know duplicates
     */
    static Opening of(Journal journal, ReplicaStore store, ReplicaOptions options, ReplicaNode node, LogMeters meters)
            throws IOException {
        Journal.Bounds bounds = journal.bounds();
        Applied applied = Continuation.of(store, bounds);
        String tooShort = options.tooShortFor(applied.agreed().duplicates());
        if (tooShort != null) {
            throw new IOException(tooShort);
        }
        return new Opening(journal, store, options, node, meters, applied, bounds.lastPosition());
    }
}
