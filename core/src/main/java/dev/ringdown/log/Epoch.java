package dev.ringdown.log;

/**
 * A stretch of the log in which no offset was given twice. Immutable.
 *
 * @param epoch grows from one to the next, see {@link Sequence#epoch()}
 * @param firstOffset the first offset that was given in it
 * @param counted whether positions in it count their customer's entries; false if an earlier version began it, whose
 *     positions were offsets, one added
 */
public record Epoch(long epoch, long firstOffset, boolean counted) {
    /** One of this version. */
    public Epoch(long epoch, long firstOffset) {
        this(epoch, firstOffset, true);
    }
}
