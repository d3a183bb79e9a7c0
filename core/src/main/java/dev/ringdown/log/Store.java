package dev.ringdown.log;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/**
 * Where the entries of a {@link StoredLog} are kept. {@link #write} and {@link #expire} are called by the log's
 * appender only, one at a time; everything else by anybody.
 */
public interface Store extends AutoCloseable {
    /** Which log this is, see {@link Sequence#epoch()}. */
    long epoch();

    /** The offset of the newest entry ever written, -1 if none. */
    long headOffset();

    /** The offset of the oldest retained entry; {@link #headOffset()} + 1 if nothing is retained. */
    long firstOffset();

    /**
     * Keeps entries whose offsets follow the head without a hole, all or none, as durably as the store promises.
     *
     * @throws IOException nothing was kept
     */
    void write(List<LogEntry> entries) throws IOException;

    /** See {@link EventLog#read}. */
    List<LogEntry> read(UUID customer, long afterOffset, int maxEntries);

    /** Forgets entries that are beyond retention at this time. */
    void expire(long nowMillis);

    @Override
    void close();
}
