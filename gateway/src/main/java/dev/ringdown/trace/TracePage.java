package dev.ringdown.trace;

import java.time.Instant;
import java.util.List;

/**
 * What an operator is told of a trace. Immutable.
 *
 * @param since when tracing began; another time than before means that it had ended, and counts from 1 again
 * @param begun whether tracing began with this answer
 * @param next what to ask after the next time
 * @param lost entries that were asked for and are not held any more
 * @param entries oldest first
 */
public record TracePage(Instant since, boolean begun, long next, long lost, List<TraceEntry> entries) {
    public TracePage {
        entries = List.copyOf(entries);
    }
}
