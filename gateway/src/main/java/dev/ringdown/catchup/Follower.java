package dev.ringdown.catchup;

import dev.ringdown.log.LogEntry;
import java.util.List;

/**
 * Who is brought up to live delivery by a {@link CatchUp}. Confined to the event loop of the walk, which alone calls it.
 */
public interface Follower {
    /** Whether its socket takes more. */
    boolean isWritable();

    /** Whether it is to be given this entry; each entry is asked for once. */
    boolean wants(LogEntry entry);

    /** How many tests of filters {@link #wants} has made by now; overflows to negative numbers. */
    int tests();

    /** Whether so much waits for sockets, of whomever, that less is to be given at a time. */
    boolean isCrowded();

    /**
     * Gives it entries, at least one, in order.
     *
     * @param taken run on the event loop once its socket has taken them all, or has gone; it is given no more before
     */
    void deliver(List<LogEntry> entries, Runnable taken);

    /**
     * How far live delivery has got: the walk ends when everything up to here has been seen. It may move between
     * two steps, not within one.
     */
    long liveOffset();

    /** Runs a task once {@link #liveOffset} has reached an offset that the log has already. */
    void whenLive(long offset, Runnable task);

    /**
     * Retention has overtaken the walk: the customer's entries between two numbers are gone, at least one.
     *
     * @param afterNumber of the last one that was seen
     * @param beforeNumber of the first one that is left, or is to come
     */
    void onGap(long afterNumber, long beforeNumber);

    /** The log has not answered in time; the walk does not go on. */
    void onOverdue();

    /** Everything up to {@link #liveOffset} has been seen; the walk is over and live delivery begins. */
    void onCaughtUp();
}
