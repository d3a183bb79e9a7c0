package dev.ringdown.replica;

import dev.ringdown.journal.record.RecordWriter;
import java.util.function.LongUnaryOperator;

/**
 * The offsets of events that came in a record: the record's position, and behind it the event's index in the record. They
 * follow from the journal alone, also where an event gets no entry. Only the log's appender calls this.
 */
final class RecordOffsets implements LongUnaryOperator {
    /** How many bits of an offset are the index. */
    static final int INDEX_BITS = Integer.numberOfTrailingZeros(RecordWriter.MAX_EVENTS);

    private long next;

    /** The events that follow are those of a record. */
    void begin(long position) {
        next = position << INDEX_BITS;
    }

    /** The offset of the record's next event, which is not given by that. */
    long first() {
        return next;
    }

    /** The offset of the record's next event, whatever the newest entry's is. */
    @Override
    public long applyAsLong(long newest) {
        return next++;
    }
}
