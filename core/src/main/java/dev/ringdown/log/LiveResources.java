package dev.ringdown.log;

import org.jspecify.annotations.Nullable;

/**
 * The latest event of every resource of a customer that is alive, as it was at one moment: whose latest event was not a
 * terminal one. Who holds it holds places in the log; the events are read one by one when they are needed. Thread-safe.
 */
public interface LiveResources {
    /** Where the latest events are. */
    Offsets offsets();

    /**
     * The latest event at an index of {@link #offsets}. May block on a disk.
     *
     * @return null if it is gone: its resource has had a newer one since, and retention has dropped this one
     */
    @Nullable
    LogEntry entry(int index);

    /** No entry of the log up to here is newer than what is in {@link #offsets}. */
    long headOffset();

    /** False if the customer has had more live resources than are kept, so that some are missing. */
    boolean complete();
}
