package dev.ringdown.journal.record;

import java.time.Duration;

/**
 * A record without events: what nodes tell each other by way of the journal, so that all of them hear it at the same place.
 * Immutable.
 */
public sealed interface Control {
    /**
     * Founds the journal: the first record that there is. A later one means nothing, so that several nodes may try at once.
     *
     * @param epoch of the sequences from here on, 1 to 2^32-1
     * @param window how long a source and id are remembered; in milliseconds
     * @param events how many of them at most
     * @param agelessEvents how many of the newest whatever their age
     */
    record Founding(long epoch, Duration window, int events, int agelessEvents) implements Control {}

    /**
     * Begins a new epoch: somebody has applied what the journal does not have any more, so that positions may have been given
     * twice. It means nothing unless the epoch is the one that it is to follow, so that several nodes may ask at once.
     *
     * @param epoch of the sequences behind this record, greater than the one before
     * @param afterEpoch the epoch that ends here
     */
    record NewEpoch(long epoch, long afterEpoch) implements Control {}

    /** Says that a node is alive, and that the journal is. */
    record Canary() implements Control {}

    /**
     * What a node has after a record, in short: who has something else after that record is not alike.
     *
     * @param position of the record: a canary of the same writer
     * @param entries what came of all records up to it; 0 if the writer does not know, and then all begin to sum them up anew
     *     behind this digest
     * @param counts how many entries each customer has
     */
    record Digest(long position, long entries, long counts) implements Control {}

    /** The bytes of the record. */
    default byte[] toBytes(RecordStamp stamp) {
        RecordOutput out = new RecordOutput();
        if (this instanceof Founding founding) {
            RecordLayout.putHead(out, RecordLayout.FOUNDING, stamp);
            out.putLong(founding.epoch);
            out.putLong(founding.window.toMillis());
            out.putInt(founding.events);
            out.putInt(founding.agelessEvents);
        } else if (this instanceof NewEpoch next) {
            RecordLayout.putHead(out, RecordLayout.NEW_EPOCH, stamp);
            out.putLong(next.epoch);
            out.putLong(next.afterEpoch);
        } else if (this instanceof Digest digest) {
            RecordLayout.putHead(out, RecordLayout.DIGEST, stamp);
            out.putLong(digest.position);
            out.putLong(digest.entries);
            out.putLong(digest.counts);
        } else {
            RecordLayout.putHead(out, RecordLayout.CANARY, stamp);
        }
        return out.toBytes();
    }
}
