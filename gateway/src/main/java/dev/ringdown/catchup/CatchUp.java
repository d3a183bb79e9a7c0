package dev.ringdown.catchup;

import static java.util.Objects.requireNonNull;

import dev.ringdown.fanout.Loop;
import dev.ringdown.fanout.Turns;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
    public static final int ENTRIES_PER_STEP = 128;

    /** Bytes written in a step, at which it ends. */
    public static final int BYTES_PER_STEP = 64 * 1024;

    /** The same while much waits for sockets. */
    static final int BYTES_PER_SMALL_STEP = 8 * 1024;

    /** Tests of filters in a step, at which it ends: what an entry costs may be much more than the entry. */
    static final int TESTS_PER_STEP = 8 * 1024;

    private final Loop loop;
    private final Turns.Place place;
    private final SharedReads reads;
    private final UUID customer;
    private final Follower follower;
    private final Preface preface;
    private final List<LogEntry> batch = new ArrayList<>();
    private final GapWatch gap;

    /** Where in the preface the walk is; -1 behind it. */
    private int prefaceAt;

    private long nextOffset;

    private WalkState state = WalkState.RESUME;

    /** The read of the log that the walk has waited for last; null if it never has. */
    private @Nullable AwaitedRead awaited;

    /** @param place whose turns its steps take */
    public CatchUp(Loop loop, Turns.Place place, SharedReads reads, UUID customer, Follower follower, WalkStart start) {
        this.loop = requireNonNull(loop, "loop");
        this.place = requireNonNull(place, "place");
        this.reads = requireNonNull(reads, "reads");
        this.customer = requireNonNull(customer, "customer");
        this.follower = requireNonNull(follower, "follower");
        this.preface = start.preface();
        this.prefaceAt = preface.next(0);
        this.nextOffset = start.afterOffset() + 1;
        this.gap = new GapWatch(start.afterNumber());
    }

    /** Whether entries of the preface are still to come. */
    public boolean inPreface() {
        return prefaceAt >= 0;
    }

    /** Whether the entry at an index of the preface has been passed. */
    public boolean isBehind(int prefaceIndex) {
        return prefaceAt < 0 || prefaceIndex < prefaceAt;
    }

    /** The last offset that was seen, wanted or not; a gap that was not told yet has not been passed. */
    public long offset() {
        return gap.seenUpTo(nextOffset);
    }

    /** All of the customer's entries up to this number have been passed, as {@link #offset} says where that is. */
    public long number() {
        return gap.number();
    }

    /**
     * Goes on soon, if it waited for the socket; does nothing while it waits for the disk, for live delivery, or for what it has
     * given to be taken.
     */
    public void resume() {
        assert loop.inEventLoop();
        if (state == WalkState.RESUME) {
            state = WalkState.STEP;
            loop.turns().offer(place, this::step);
        }
    }

    /** Gives up: the follower is not called again. */
    public void cancel() {
        state = WalkState.ENDED;
        if (awaited != null) {
            awaited.cancel();
        }
    }

    private void step() {
        assert loop.inEventLoop();
        if (state == WalkState.ENDED) {
            return;
        }
        state = WalkState.RESUME;
        if (!follower.isWritable()) {
            return; // resume() is called when the socket drains
        }
        long ahead = nextOffset - 1 - follower.liveOffset();
        if (inPreface()) {
            walkPreface();
            resume();
        } else if (ahead < 0) {
            walkLog();
            resume();
        } else if (ahead > 0) {
            state = WalkState.LIVE;
            follower.whenLive(nextOffset - 1, () -> goOn(WalkState.LIVE));
        } else if (reportGapWithoutEntry()) {
            caughtUp();
        } else {
            resume();
        }
    }

    private void caughtUp() {
        if (state != WalkState.ENDED) { // else it was cancelled while the gap was told
            state = WalkState.ENDED;
            follower.onCaughtUp();
        }
    }

    /** What it waited for is there. */
    private void goOn(WalkState waitedFor) {
        if (state == waitedFor) { // else it was cancelled meanwhile
            state = WalkState.RESUME;
            resume();
        }
    }

    private void walkPreface() {
        LogEntry entry = preface.atHand(prefaceAt);
        if (entry == null) {
            state = WalkState.READ;
            preface.read(prefaceAt, () -> goOn(WalkState.READ));
            return;
        }
        int bytes = 0;
        int most = mostBytes();
        int testsBefore = follower.tests();
        for (int i = 0; i < ENTRIES_PER_STEP && bytes < most && isWithinTests(testsBefore) && entry != null; i++) {
            int size = collect(entry);
            if (size == 0) {
                preface.drop(prefaceAt);
            }
            bytes += size;
            prefaceAt = preface.next(prefaceAt + 1);
            entry = inPreface() ? preface.atHand(prefaceAt) : null;
        }
        deliverBatch();
    }

    private void walkLog() {
        LogSlice slice = reads.peek(customer, nextOffset);
        if (slice == null) {
            read();
        } else if (nextOffset < slice.firstOffset()) {
            // Retention may overtake a slow reader; skipping in silence would look like an idle topic.
            gap.open(nextOffset);
            nextOffset = slice.firstOffset();
        } else {
            walk(slice);
        }
    }

    private void read() {
        state = WalkState.READ;
        awaited = new AwaitedRead(loop, reads, customer, () -> goOn(WalkState.READ), follower::onOverdue);
        awaited.begin(nextOffset);
    }

    private void walk(LogSlice slice) {
        long endOffset = Math.min(slice.endOffset(), follower.liveOffset() + 1);
        List<LogEntry> entries = slice.entries();
        int i = LogSlice.firstAtOrAfter(entries, nextOffset);
        int end = Math.min(entries.size(), i + ENTRIES_PER_STEP);
        if (gap.isOpen() && i < end && entries.get(i).offset() < endOffset) {
            reportGap(entries.get(i).number());
        }
        int most = mostBytes();
        int testsBefore = follower.tests();
        for (int bytes = 0;
                i < end && entries.get(i).offset() < endOffset && bytes < most && isWithinTests(testsBefore);
                i++) {
            bytes += collect(entries.get(i));
            nextOffset = entries.get(i).offset() + 1;
            gap.passed(entries.get(i));
        }
        if (i == entries.size() || entries.get(i).offset() >= endOffset) {
            nextOffset = endOffset; // no further entry of this customer before it
        }
        deliverBatch();
    }

    private int mostBytes() {
        return follower.isCrowded() ? BYTES_PER_SMALL_STEP : BYTES_PER_STEP;
    }

    private boolean isWithinTests(int testsBefore) {
        return follower.tests() - testsBefore < TESTS_PER_STEP;
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
        if (!batch.isEmpty() && state != WalkState.ENDED) { // else it was cancelled while the gap was told
            state = WalkState.TAKEN;
            follower.deliver(List.copyOf(batch), () -> goOn(WalkState.TAKEN));
            batch.clear();
        }
    }

    /**
     * Tells what is missing when no entry is left to tell how much it was.
     *
     * @return false if that is not known yet: then this loop has fallen behind, and there is more to walk soon
     */
    private boolean reportGapWithoutEntry() {
        if (gap.isOpen()) {
            long passed = reads.counts().knownUpTo(customer, nextOffset - 1);
            if (passed < 0) {
                return false;
            }
            reportGap(passed + 1);
        }
        return true;
    }

    /** Tells what is missing before the entry of a number. */
    private void reportGap(long beforeNumber) {
        long afterNumber = gap.number();
        if (gap.close(beforeNumber)) {
            follower.onGap(afterNumber, beforeNumber);
        }
    }
}
