package dev.ringdown.subscription;

import dev.ringdown.catchup.WalkStart;
import dev.ringdown.fanout.Frames;
import dev.ringdown.limits.Cost;
import dev.ringdown.log.LogEntry;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.FilterSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one subscribe message asked to be sent again: a cursor of its own that walks to its session's live cursor, hands
 * its subscriptions over, and is gone. It is in the index, so that the loop follows the log, but not live. Confined to
 * the session's event loop.
 */
final class Replay extends Cursor implements FoundEntries.Sender {
    /** The live cursor to which a replay walks, and what else of its connection the replay must know. */
    interface Goal {
        /** How far live delivery has got. */
        long position();

        /** Runs a task once {@link #position} may have reached an offset that the log has already. */
        void whenAt(long offset, Runnable task);

        /** Whether somebody other than {@code asking} has sent the entry on this connection, or is sure to. */
        boolean had(LogEntry entry, Replay asking);

        /** Whether an earlier copy of the entry's event was asked for on this connection. */
        boolean hasEarlierCopy(LogEntry entry);

        /** How much has been looked at on this connection to answer whether entries are wanted. */
        int tests();

        /** The replay has ended with a subscription before it was over; what it sent of it is remembered. */
        void remember(Coverage coverage);

        /** The replay has come here: its subscriptions are live from here on. */
        void merge(Replay replay);
    }

    private final Goal goal;

    /** Where the walk through the log begins; what comes before is single entries, and covers no stretch of it. */
    private long startOffset;

    /** What happens when it is over, of one that subscribes nothing; null if it brings its subscriptions to its goal. */
    private final @Nullable Consumer<Replay> once;

    /** What waits for its turn; null if nothing does. */
    private @Nullable Runnable waiting;

    /** What it sends before it walks through the log; null if that is nothing. */
    private @Nullable FoundEntries found;

    private long heldBytes;
    private boolean over;

    /**
     * @param heldNumber what the session reports as its position until it is known where the walk begins
     * @param once ends it when what was found is sent, whatever the connection has had before; null if it subscribes
     */
    Replay(
            LoopContext loop,
            UUID customer,
            Outlet outlet,
            Goal goal,
            long heldNumber,
            @Nullable Consumer<Replay> once) {
        super(loop, customer, outlet);
        this.goal = goal;
        this.number = heldNumber;
        this.once = once;
    }

    /** Whether it sends what was found and subscribes nothing. */
    boolean isOnce() {
        return once != null;
    }

    /** Ends one that subscribes nothing, before it has sent everything. */
    void endOnce() {
        if (once != null) {
            once.accept(this);
        }
    }

    /** Runs a task when its turn has come, which {@link ReplayList#beginNext} says. */
    void whenItsTurn(Runnable begin) {
        waiting = begin;
    }

    /** Its turn has come, or it is over: what waits for that is done, once. */
    void begin() {
        Runnable begin = waiting;
        waiting = null;
        if (begin != null) {
            begin.run();
        }
    }

    /** Before it is known where it begins, nothing is meant; {@link #walk} says it then for all. */
    @Override
    protected void begin(Asked asked) {
        if (walk != null) {
            asked.since(position());
        }
    }

    @Override
    public void remember(Coverage coverage) {
        goal.remember(coverage);
    }

    /** What it has sent besides what it walked through; null if nothing. */
    @Nullable
    SentEntries sentSingly() {
        return found == null || walk == null || isOnce() ? null : found.sent(walk);
    }

    /** Takes what it needs to remember what it found; the limit that is in the way, or null. */
    @Nullable
    Limit tryHold(long bytes) {
        Limit reached = outlet.account().tryTake(Cost.REPLAY_BYTES, bytes);
        if (reached == null) {
            heldBytes += bytes;
        }
        return reached;
    }

    /** It is over, or was taken back: gives back what it has cost. */
    void settle() {
        if (!over) {
            over = true;
            outlet.account().give(Cost.REPLAYS, 1);
            outlet.account().give(Cost.REPLAY_BYTES, heldBytes);
            begin(); // whoever waits for an answer gets one
        }
    }

    /** Whether it is over, or was taken back. */
    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void lost() {
        outlet.overtaken();
    }

    /** Sends what was found, then walks; see {@link #walk}. */
    void send(FoundEntries entries, long afterOffset, long afterNumber) {
        if (!over) {
            found = entries;
            walk(new WalkStart(entries, afterOffset, afterNumber));
        }
    }

    /** Begins to walk, unless it was taken back meanwhile; events after the start are complete once the walk is over. */
    void walk(WalkStart start) {
        if (!over) {
            startOffset = start.afterOffset();
            interests.since(startOffset);
            walk = walkFrom(start);
            walk.resume();
        }
    }

    /** What its topics mean at this moment, for whoever looks for it on another thread. */
    FilterSet filters() {
        return interests.filters();
    }

    /** Whether it has sent the entry already. */
    boolean hasSent(LogEntry entry) {
        if (isOnce()) {
            return false; // nobody who has subscribed has had it by that
        }
        return found != null && walk != null && found.hasSent(entry, walk)
                || entry.offset() <= position() && interests.wants(entry);
    }

    @Override
    public long position() {
        if (walk == null) {
            return -1;
        }
        return walk.inPreface() ? startOffset : walk.offset();
    }

    /** Whether it walks through the log, and has sent the single entries that come before that. */
    boolean isWalking() {
        return walk != null && !walk.inPreface();
    }

    void cancel() {
        if (walk != null) {
            walk.cancel();
        }
    }

    @Override
    boolean isReplay() {
        return true;
    }

    @Override
    protected boolean isLive() {
        return false;
    }

    @Override
    protected void write(Frames frames) {
        throw new IllegalStateException("a replay is not live (expected: written by its walk)");
    }

    @Override
    protected void fellBehind(long afterOffset) {
        // It walks through the log anyway, and misses nothing.
    }

    @Override
    public boolean wants(LogEntry entry) {
        if (isOnce()) {
            return entry.offset() <= startOffset; // what was found, and nothing of the log behind it
        }
        Witness witness = outlet.witness();
        if (interests.matches(entry)) {
            boolean had = hasEarlierCopy(entry) || goal.had(entry, this);
            if (had && witness != null) {
                witness.duplicate(entry);
            }
            return !had;
        }
        if (witness != null) {
            notePassed(entry, witness);
        }
        return false;
    }

    /** Notes an entry whose type is not wanted; of what its topics do not ask for a replay has nothing to tell. */
    private void notePassed(LogEntry entry, Witness witness) {
        List<String> topics = topicsThatReach(entry);
        if (!topics.isEmpty()) {
            witness.passed(entry, topics);
        }
    }

    @Override
    protected boolean hasEarlierCopy(LogEntry entry) {
        return goal.hasEarlierCopy(entry);
    }

    /** What its session looks at counts for all of its walks. */
    @Override
    public int tests() {
        return goal.tests();
    }

    @Override
    public long liveOffset() {
        return goal.position();
    }

    @Override
    public void whenLive(long offset, Runnable task) {
        goal.whenAt(offset, task);
    }

    @Override
    public void onCaughtUp() {
        if (once == null) {
            goal.merge(this);
        } else {
            once.accept(this);
        }
    }
}
