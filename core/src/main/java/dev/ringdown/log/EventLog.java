package dev.ringdown.log;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The ordered log of events. Thread-safe: everybody may append and read.
 *
 * <p>Offsets ascend from entry to entry of the whole log; there may be holes between them, so that nobody may count by
 * them. An entry is readable before it is announced by {@link #tail()}.
 */
public interface EventLog extends Appends, AutoCloseable {
    /**
     * The oldest retained entries of a customer after a position. A log may read where it is called, and block on a disk: never
     * call it on an event loop.
     *
     * @param afterOffset exclusive; -1 reads from the beginning
     * @param maxEntries at most so many, at least 1; fewer if they are large ({@link Store#MAX_READ_BYTES})
     * @return completes once it is read, on any thread; fails if it cannot be
     */
    CompletionStage<LogSlice> read(UUID customer, long afterOffset, int maxEntries);

    /**
     * The newest entries of a customer before a position, oldest of them first; otherwise as {@link #read}.
     *
     * @param beforeOffset exclusive
     * @param maxEntries at most so many, at least 1; fewer if they are large
     */
    CompletionStage<LogSlice> readBack(UUID customer, long beforeOffset, int maxEntries);

    /** The latest event of every resource of a customer that is alive; otherwise as {@link #read}. */
    CompletionStage<LiveResources> liveResources(UUID customer);

    /** Which log this is now, see {@link Sequence#epoch()}. */
    long epoch();

    /** How many entries a customer has. Whatever {@link #tail()} has announced is counted, maybe more. Never blocks. */
    CustomerCount count(UUID customer);

    /** Where a client's position in a customer's events is in this log; otherwise as {@link #read}. */
    CompletionStage<Located> locate(UUID customer, Sequence sequence);

    /**
     * The same if that is known without looking into the log: of who has seen everything, and of who has seen more than
     * there is. Never blocks.
     */
    default @Nullable Located locateAtOnce(UUID customer, Sequence sequence) {
        CustomerCount count = count(customer);
        if (sequence.epoch() != epoch() || sequence.number() < count.number()) {
            return null;
        }
        // Who has seen everything has missed nothing, however much of the log is gone since.
        return sequence.number() > count.number()
                ? new Located.Ahead()
                : new Located.At(Math.max(count.untilOffset(), firstOffset(customer) - 1), count.number());
    }

    /** The offset of the oldest retained entry; the next one to be given if nothing is retained. */
    long firstOffset();

    /**
     * The offset from which on all entries of a customer are retained: {@link #firstOffset()}, or a greater one if the
     * customer has lost entries because it had more than its share. Never blocks.
     */
    long firstOffset(UUID customer);

    /** Why appends are not taken at this time, for operators; null if they are. */
    @Nullable
    String fault();

    /**
     * Why clients should be sent elsewhere at this time, for operators; null if they should not. A log that takes appends may
     * still be behind what others have.
     */
    default @Nullable String notReady() {
        return fault();
    }

    /**
     * Why sessions that are here should go elsewhere at this time, for operators; null if they should not. Others get what does
     * not come here, or something else. It may become well again. Any thread.
     */
    default @Nullable String unfit() {
        return null;
    }

    /** What an operator should know of it though nobody is better off elsewhere; null if there is nothing. Any thread. */
    default @Nullable String remark() {
        return null;
    }

    /** How a log has ended. */
    enum Ended {
        /** Somebody closed it. */
        CLOSED,
        /** It broke: nothing will come after what there is, and nothing is taken. */
        LOST
    }

    /** Completes once nothing follows any more. Completed on the appender's thread: do not block in it. */
    CompletionStage<Ended> ended();

    /** The newest entries, and word of every append. Its head is the log's. */
    LiveTail tail();

    /** Waits for appends under way, then refuses further ones. */
    @Override
    void close();
}
