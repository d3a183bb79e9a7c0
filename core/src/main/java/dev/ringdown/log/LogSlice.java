package dev.ringdown.log;

import java.util.List;

/**
 * A stretch of the log, as one customer's entries in it. Immutable.
 *
 * @param fromOffset the first offset of the stretch
 * @param entries every retained entry of the customer in it, oldest first
 * @param endOffset one more than the last offset of the stretch
 */
public record LogSlice(long fromOffset, List<LogEntry> entries, long endOffset) {
    public LogSlice {
        entries = List.copyOf(entries);
    }
}
