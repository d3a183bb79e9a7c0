package dev.ringdown.log;

import dev.ringdown.event.Event;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The ordered log of events. Thread-safe: everybody may append and read.
 *
 * <p>Offsets grow by one from entry to entry of the whole log; those of one customer have holes. An entry is readable
 * before it is announced by {@link #tail()}.
 */
public interface EventLog extends AutoCloseable {
    /**
     * Appends events, in order, all or none.
     *
     * @return completes once they are as durable as the log makes them, with a result for each; fails with {@link
     *     LogUnavailableException} if nothing was stored. Completed on the appender's thread: do not block in it
     */
    CompletableFuture<List<Appended>> append(List<Event> events);

    /**
     * The oldest retained entries of a customer after a position, oldest first. May block on a disk: never call it on
     * an event loop.
     *
     * @param afterOffset exclusive; -1 reads from the beginning
     * @param maxEntries at most so many, at least 1
     */
    List<LogEntry> read(UUID customer, long afterOffset, int maxEntries);

    /** Which log this is, see {@link Sequence#epoch()}. */
    long epoch();

    /** The offset of the oldest retained entry; the next one to be given if nothing is retained. */
    long firstOffset();

    /** Whether appends are taken at this time. */
    boolean isWritable();

    /** The newest entries, and word of every append. Its head is the log's. */
    LiveTail tail();

    /** Waits for appends under way, then refuses further ones. */
    @Override
    void close();
}
