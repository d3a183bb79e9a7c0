package dev.ringdown.catchup;

import static java.util.Objects.requireNonNull;

import dev.ringdown.fanout.Loop;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Brings one follower of one customer's events up to live delivery, without gap or duplicate.
 *
 * <p>The hand-over needs no buffer and no lock: whoever delivers live entries runs on the same event loop, so nothing can
 * be routed between "caught up" and "live".
 *
 * <p>Confined to the follower's event loop.
 */
public final class CatchUp {
    /** Entries examined in a step, so that one long replay cannot starve the rest of its loop. */
    static final int ENTRIES_PER_STEP = 128;

    /** Bytes written in a step, at which it ends. */
    static final int BYTES_PER_STEP = 64 * 1024;

    /** Who is brought up. */
    public interface Follower {
        /** Whether its socket takes more. */
        boolean isWritable();

        /** Whether it is to be given this entry; each entry is asked for once. */
        boolean wants(LogEntry entry);

        /** Gives it entries, at least one, in order. */
        void deliver(List<LogEntry> entries);

        /**
         * How far live delivery has got: the walk ends when everything up to here has been seen. It may move between
         * two steps, not within one.
         */
        long liveOffset();

        /**
         * Retention has overtaken the walk.
         *
         * @param afterOffset the last offset that was seen
         * @param firstOffset the first that is left; what was between them is gone
         */
        void onGap(long afterOffset, long firstOffset);

        /** Everything up to {@link #liveOffset} has been seen; the walk is over and live delivery begins. */
        void onCaughtUp();
    }

    private final Loop loop;
    private final SharedReads reads;
    private final UUID customer;
    private final Follower follower;
    private final List<LogEntry> preface;
    private final List<LogEntry> batch = new ArrayList<>();

    private int prefaceAt;
    private long nextOffset;
    private boolean stepOffered;
    private boolean reading;
    private boolean ended;

    /**
     * Starts behind {@code afterOffset}, the last one that was seen; -1 replays everything.
     *
     * @param preface entries that come before what the log has after {@code afterOffset}
     */
    public CatchUp(
            Loop loop,
            SharedReads reads,
            UUID customer,
            Follower follower,
            List<LogEntry> preface,
            long afterOffset) {
        this.loop = requireNonNull(loop, "loop");
        this.reads = requireNonNull(reads, "reads");
        this.customer = requireNonNull(customer, "customer");
        this.follower = requireNonNull(follower, "follower");
        this.preface = List.copyOf(preface);
        this.nextOffset = afterOffset + 1;
    }

    /** How far the preface has been walked: the offset of its last entry seen, -1 at its beginning. */
    public long prefaceOffset() {
        return prefaceAt == 0 ? -1 : preface.get(prefaceAt - 1).offset();
    }

    /** Whether entries of the preface are still to come. */
    public boolean inPreface() {
        return prefaceAt < preface.size();
    }

    /** The last offset that was seen, wanted or not. */
    public long offset() {
        return nextOffset - 1;
    }

    /** Goes on soon, if it waited for the socket; does nothing while it waits for the disk. */
    public void resume() {
        assert loop.inEventLoop();
        if (!ended && !stepOffered && !reading) {
            stepOffered = true;
            loop.execute(this::step);
        }
    }

    /** Gives up: the follower is not called again. */
    public void cancel() {
        ended = true;
    }

    private void step() {
        assert loop.inEventLoop();
        stepOffered = false;
        if (ended || !follower.isWritable()) {
            return; // resume() is called when the socket drains
        }
        if (prefaceAt < preface.size()) {
            walkPreface();
        } else if (nextOffset > follower.liveOffset()) {
            ended = true;
            follower.onCaughtUp();
        } else {
            walkLog();
        }
        resume();
    }

    private void walkPreface() {
        int end = Math.min(preface.size(), prefaceAt + ENTRIES_PER_STEP);
        for (int bytes = 0; prefaceAt < end && bytes < BYTES_PER_STEP; prefaceAt++) {
            bytes += collect(preface.get(prefaceAt));
        }
        deliverBatch();
    }

    private void walkLog() {
        LogSlice slice = reads.peek(customer, nextOffset);
        if (reportGap()) {
            return; // the slice may have a hole: only now is it sure where it ends
        }
        if (slice == null) {
            read();
        } else {
            walk(slice);
        }
    }

    private void read() {
        reading = true;
        reads.read(customer, nextOffset, () -> loop.execute(() -> {
            reading = false;
            resume();
        }));
    }

    private void walk(LogSlice slice) {
        long endOffset = Math.min(slice.endOffset(), follower.liveOffset() + 1);
        List<LogEntry> entries = slice.entries();
        int i = firstAtOrAfter(entries, nextOffset);
        int end = Math.min(entries.size(), i + ENTRIES_PER_STEP);
        for (int bytes = 0; i < end && entries.get(i).offset() < endOffset && bytes < BYTES_PER_STEP; i++) {
            bytes += collect(entries.get(i));
            nextOffset = entries.get(i).offset() + 1;
        }
        if (i == entries.size() || entries.get(i).offset() >= endOffset) {
            nextOffset = endOffset; // no further entry of this customer before it
        }
        deliverBatch();
    }

    /** Puts an entry into the batch if it is wanted; returns its size then, else 0. */
    private int collect(LogEntry entry) {
        if (!follower.wants(entry)) {
            return 0;
        }
        batch.add(entry);
        return entry.json().length;
    }

    private void deliverBatch() {
        if (!batch.isEmpty()) {
            follower.deliver(List.copyOf(batch));
            batch.clear();
        }
    }

    private static int firstAtOrAfter(List<LogEntry> entries, long offset) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Retention may overtake a slow reader; skipping in silence would look like an idle topic. */
    private boolean reportGap() {
        long firstOffset = reads.log().firstOffset();
        if (nextOffset >= firstOffset) {
            return false;
        }
        long afterOffset = nextOffset - 1;
        nextOffset = firstOffset;
        follower.onGap(afterOffset, firstOffset);
        return true;
    }
}
