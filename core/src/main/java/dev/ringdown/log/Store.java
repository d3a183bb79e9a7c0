package dev.ringdown.log;

import dev.ringdown.event.EventName;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of a {@link StoredLog} are kept. {@link #write}, {@link #maintain} and {@link #clockSet} are called by the
 * log's appender only, one at a time; everything else by anybody.
 */
public interface Store extends AutoCloseable {
    /** About how many bytes of entries one read returns at most, so that large events do not make large reads. */
    int MAX_READ_BYTES = 1024 * 1024;

    /** The epochs of this log, oldest first, the current one last; never empty and never changing while it is open. */
    List<Epoch> epochs();

    /** The offset of the newest entry ever written, -1 if none. */
    long headOffset();

    /** The offset of the oldest retained entry; {@link #headOffset()} + 1 if nothing is retained. */
    long firstOffset();

    /** When the oldest retained entry was appended, or a little before; 0 if nothing is retained. */
    long oldestMillis();

    /** See {@link EventLog#firstOffset(UUID)}. */
    long firstOffset(UUID customer);

    /**
     * Keeps entries whose offsets ascend from the head, maybe with holes, all or none, as durably as the store promises.
     *
     * @throws UnknownWriteException whether they were kept is not known; nothing more is kept until it is
     * @throws IOException nothing was kept
     */
    void write(List<LogEntry> entries) throws IOException;

    /** See {@link EventLog#read}. May block on a disk. */
    LogSlice read(UUID customer, long afterOffset, int maxEntries);

    /** See {@link EventLog#readBack}. May block on a disk. */
    LogSlice readBack(UUID customer, long beforeOffset, int maxEntries);

    /**
     * The offset of a customer's entry by its number, see {@link LogEntry#number()}; -1 if it is not retained. It is found
     * by looking at a few entries, not at all before it. May block on a disk.
     */
    long offsetOf(UUID customer, long number);

    /** See {@link EventLog#liveResources}. May block on a disk. */
    LiveResources liveResources(UUID customer);

    /** Tells the number of the newest entry ever written of each customer; of what is told of one customer the last counts. */
    void numbers(ObjLongConsumer<UUID> told);

    /**
     * An offset beyond which there are so many of the newest entries, or all that are retained if they are fewer; at the head
     * or beyond it if there are to be none.
     */
    long offsetBeforeNewest(int entries);

    /**
     * Tells which events were appended since a time; those of one customer in their order.
     *
     * @param afterOffset what is beyond this is told whatever its age
     */
    void recall(long sinceMillis, long afterOffset, Consumer<Recalled> told);

    /** An event that is in the store: whose, where, and since when. */
    record Recalled(UUID customer, EventName name, Placed placed, long appendedAtMillis) {}

    /** Does what has to be done now and then, such as forgetting what is beyond retention. */
    void maintain(long nowMillis);

    /**
     * The time of day by which entries are stamped was set, ahead or back: those that are kept are no older or younger for it.
     * Called before the next {@link #write} or {@link #maintain}.
     */
    void clockSet(long byMillis);

    /** See {@link EventLog#fault}. */
    @Nullable
    String fault();

    @Override
    void close();
}
