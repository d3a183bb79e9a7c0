package dev.ringdown.catchup;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import org.jspecify.annotations.Nullable;

/** Counts what retention takes of a walk, by the numbers of the customer's entries. Confined to the walk's event loop. */
final class GapWatch {
    /**
     * What is gone.
     *
     * @param afterOffset the last offset that was seen
     * @param firstOffset the first that is left
     * @param count how many entries of the customer are gone, or null if that is not known
     */
    record Missing(
            long afterOffset, long firstOffset, @Nullable Long count) {}

    /** The number of the customer's next entry; 0 if it is not known. */
    private long nextNumber;

    /** What is gone, until the next entry tells how much it was; null if nothing is. */
    private @Nullable Missing open;

    /** The walk goes on in a slice. */
    void expect(LogSlice slice, long nextOffset) {
        int i = LogSlice.firstAtOrAfter(slice.entries(), nextOffset);
        if (i < slice.entries().size()) {
            nextNumber = slice.entries().get(i).number();
        }
    }

    /** The walk has passed an entry. */
    void passed(LogEntry entry) {
        nextNumber = entry.number() + 1;
    }

    /** Retention has overtaken the walk before {@code nextOffset}. */
    void open(long nextOffset, long firstOffset) {
        open = new Missing(seenUpTo(nextOffset), firstOffset, null);
    }

    /** The last offset that was seen; a gap that was not told yet has not been passed. */
    long seenUpTo(long nextOffset) {
        return open == null ? nextOffset - 1 : open.afterOffset;
    }

    /** What is gone before the entries of a slice, in which the walk goes on; null if nothing of this customer may be. */
    @Nullable
    Missing close(LogSlice slice, long nextOffset) {
        Missing gone = open;
        if (gone == null) {
            return null;
        }
        open = null;
        long missingFrom = nextNumber;
        nextNumber = 0;
        expect(slice, nextOffset);
        if (missingFrom == 0 || nextNumber == 0) {
            return gone;
        }
        long count = nextNumber - missingFrom;
        return count > 0 ? new Missing(gone.afterOffset, gone.firstOffset, count) : null;
    }
}
