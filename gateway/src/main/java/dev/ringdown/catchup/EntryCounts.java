package dev.ringdown.catchup;

import dev.ringdown.log.CustomerCount;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LogSlice;
import java.util.UUID;

/**
 * How many entries a customer has up to an offset that the live tail has announced: what the log knows of its newest, else what
 * the customer's next entry in the tail says. Thread-safe; never blocks.
 */
public final class EntryCounts {
    private final EventLog log;
    private final TailSlices newestSlices;

    EntryCounts(EventLog log, TailSlices newestSlices) {
        this.log = log;
        this.newestSlices = newestSlices;
    }

    /**
     * How many there are; less if that is not at hand, since whoever asks is far behind the tail.
     *
     * @param atLeast known to be there
     */
    public long upTo(UUID customer, long offset, long atLeast) {
        return upTo(customer, offset, atLeast, offset + TailSlices.ENTRIES_PER_LOOK);
    }

    /** The same, looking further: through all of the tail if it must be. Not for what may be asked of many at once. */
    public long exactUpTo(UUID customer, long offset, long atLeast) {
        return upTo(customer, offset, atLeast, Long.MAX_VALUE);
    }

    private long upTo(UUID customer, long offset, long atLeast, long lookUpTo) {
        long exact = knownUpTo(customer, offset, lookUpTo);
        CustomerCount count = log.count(customer);
        long surely = count.number() - (count.untilOffset() - offset); // those beyond it have an offset each
        return exact >= 0 ? exact : Math.max(atLeast, surely);
    }

    /** The same as {@link #upTo} if it is at hand, else -1. */
    long knownUpTo(UUID customer, long offset) {
        return knownUpTo(customer, offset, offset + TailSlices.ENTRIES_PER_LOOK);
    }

    private long knownUpTo(UUID customer, long offset, long lookUpTo) {
        CustomerCount count = log.count(customer);
        long told = count.upTo(offset);
        if (told >= 0) {
            return told;
        }
        long from = offset + 1;
        while (from <= Math.min(count.untilOffset(), lookUpTo)) {
            LogSlice next = newestSlices.at(customer, from);
            if (next == null) {
                return -1;
            }
            if (!next.entries().isEmpty()) {
                return next.entries().get(0).number() - 1;
            }
            from = next.endOffset();
        }
        return -1;
    }
}
