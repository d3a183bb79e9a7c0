package dev.ringdown.log;

import java.util.List;

/**
 * The latest event of every resource of a customer that is alive: whose latest event is not a terminal one. Immutable.
 *
 * @param entries oldest first
 * @param headOffset no entry of the log up to here is newer than what is in {@code entries}
 * @param complete false if the customer has had more live resources than are kept, so that some are missing
 */
public record LiveResources(List<LogEntry> entries, long headOffset, boolean complete) {
    public LiveResources {
        entries = List.copyOf(entries);
    }
}
