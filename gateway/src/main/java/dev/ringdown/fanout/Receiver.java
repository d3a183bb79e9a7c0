package dev.ringdown.fanout;

import dev.ringdown.log.LogEntry;
import dev.ringdown.routing.Subscriber;
import org.jspecify.annotations.Nullable;

/** One who gets entries from a {@link LoopRouter}. Confined to the router's event loop. */
public abstract class Receiver extends Subscriber {
    /** What it gets at the end of the drain under way; null outside a drain and before its first match. */
    @Nullable
    Bundle bundle;

    /** Where its router's list has it; {@link ReceiverList#NO_PLACE} if it does not. */
    int place = ReceiverList.NO_PLACE;

    /** Whether it gets entries from the router now; false while it is brought up from the log. */
    protected abstract boolean isLive();

    /** Whether it asked for an earlier copy of this event, which is late: then it is passed over. */
    protected boolean hasEarlierCopy(LogEntry entry) {
        return false;
    }

    /** Whether it takes frames now; false if its socket does not drain. */
    public abstract boolean isWritable();

    /** Writes the frames and flushes; called at most once in a drain. */
    protected abstract void write(Frames frames);

    /**
     * Writes frames that bring it up, past live delivery, and flushes.
     *
     * @param taken run on the event loop once the system has all of them, or the connection has gone
     */
    protected abstract void writeFromLog(Frames frames, Runnable taken);

    /**
     * It could not be given entries: it was not writable, or the router itself was overtaken by the tail. It must not
     * go on as if nothing had been missed.
     *
     * @param afterOffset everything up to here was written, or did not concern it
     */
    protected abstract void fellBehind(long afterOffset);

    /** Writing to it failed for a reason that is not its socket's; nobody knows what it got, so it must end. */
    protected abstract void failed();
}
