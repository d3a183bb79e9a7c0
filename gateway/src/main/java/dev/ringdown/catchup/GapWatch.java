package dev.ringdown.catchup;

import dev.ringdown.log.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * How far a walk has come in its customer's entries, by their numbers, and what retention takes of it. Confined to the walk's
 * event loop.
 */
final class GapWatch {
    /** Where the walk was. */
    private record Seen(long offset, long number) {}

    /** All entries of a lower number have been passed. */
    private long nextNumber;

    /** Where the walk was overtaken, until the next entry tells how much is gone; null if it was not. */
    private @Nullable Seen overtakenAt;

    /** @param afterNumber entries up to this number are not to come */
    GapWatch(long afterNumber) {
        this.nextNumber = afterNumber + 1;
    }

    /** The walk has passed an entry. */
    void passed(LogEntry entry) {
        nextNumber = entry.number() + 1;
    }

    /** Retention has overtaken the walk before {@code nextOffset}. */
    void open(long nextOffset) {
        if (overtakenAt == null) {
            overtakenAt = new Seen(nextOffset - 1, nextNumber - 1);
        }
    }

    boolean isOpen() {
        return overtakenAt != null;
    }

    /** The last offset that was seen; a gap that was not told yet has not been passed. */
    long seenUpTo(long nextOffset) {
        return overtakenAt == null ? nextOffset - 1 : overtakenAt.offset;
    }

    /** The number that goes with it: all entries up to this one have been passed. */
    long number() {
        return overtakenAt == null ? nextNumber - 1 : overtakenAt.number;
    }

    /** What is gone ends before an entry of this number; false if nothing of this customer was among it. */
    boolean close(long beforeNumber) {
        boolean something = beforeNumber > number() + 1;
        overtakenAt = null;
        nextNumber = Math.max(beforeNumber, nextNumber);
        return something;
    }
}
