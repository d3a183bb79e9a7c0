package dev.ringdown.log;

import java.time.Duration;

/**
 * The limits of a {@link StoredLog}.
 *
 * @param tailEntries entries held in memory for followers, a power of two
 * @param tailBytes memory that these may take
 * @param queuedAppends appends that may wait for the appender; a further one is refused
 * @param queuedBytes bytes of events that may wait for the appender; an append beyond it is refused
 * @param appendsPerWrite appends that are written together at most
 * @param duplicateWindow how long a source and id are remembered
 * @param duplicateEvents how many of them are remembered at most; beyond it whoever has the most of them loses its
 *     oldest
 * @param agelessEvents how many of the newest are remembered whatever their age, for a source that may give an event
 *     again after any time
 * @param appendShare percent of the appends and bytes that may wait which one customer may have when the rest is taken
 */
public record LogOptions(
        int tailEntries,
        long tailBytes,
        int queuedAppends,
        long queuedBytes,
        int appendsPerWrite,
        Duration duplicateWindow,
        int duplicateEvents,
        int agelessEvents,
        int appendShare) {
    /** Those of a log without a source that may give an event again after any time, and without shares. */
    public LogOptions(
            int tailEntries,
            long tailBytes,
            int queuedAppends,
            long queuedBytes,
            int appendsPerWrite,
            Duration duplicateWindow,
            int duplicateEvents) {
        this(
                tailEntries,
                tailBytes,
                queuedAppends,
                queuedBytes,
                appendsPerWrite,
                duplicateWindow,
                duplicateEvents,
                0,
                100);
    }

    /** How much is remembered, so that an event that comes again is noticed. */
    public DuplicateBounds duplicates() {
        return new DuplicateBounds(duplicateWindow, duplicateEvents, agelessEvents);
    }
}
