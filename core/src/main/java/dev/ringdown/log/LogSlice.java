package dev.ringdown.log;

import java.util.List;

/**
 * A stretch of the log, as one customer's entries in it. Immutable.
 *
 * @param fromOffset the first offset of the stretch
 * @param entries every retained entry of the customer in it, oldest first
 * @param endOffset one more than the last offset of the stretch
 * @param firstOffset the offset from which on all entries of the customer were retained when the stretch was read: what the
 *     stretch has before it is not all that was there
 */
public record LogSlice(long fromOffset, List<LogEntry> entries, long endOffset, long firstOffset) {
    /** A stretch of a log that has lost nothing. */
    public LogSlice(long fromOffset, List<LogEntry> entries, long endOffset) {
        this(fromOffset, entries, endOffset, 0);
    }

    public LogSlice {
        entries = List.copyOf(entries);
    }

    /** The index of the first of some entries, whose offsets ascend, that is at an offset or after it; their number if none is. */
    public static int firstAtOrAfter(List<LogEntry> entries, long offset) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
