package dev.ringdown.replica;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Event;
import dev.ringdown.journal.Journal;
import dev.ringdown.journal.record.InvalidRecordException;
import dev.ringdown.log.Append;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.AppendQueue;
import dev.ringdown.log.Applied;
import dev.ringdown.log.CustomerCounts;
import dev.ringdown.log.Epoch;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOverStore;
import dev.ringdown.log.LogThread;
import dev.ringdown.log.ReplicaStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log that several nodes share: a {@link Journal} orders its records, and every node applies them to a store of its own, from
 * which it reads. So all nodes have the same entries at the same places with the same numbers, whenever they began.
 *
 * <p>It takes its turns on a thread of its own once it was {@link #start started}, else whenever somebody takes one. It is lost
 * when the journal is not what it was, or has something that cannot be read: what this node has applied is then not what
 * others have, or will have. Thread-safe.
 */
public final class ReplicatedLog extends LogOverStore {
    private static final String CANNOT_APPLY = "cannot apply the journal: ";

    private final Journal journal;
    private final ReplicaStore store;
    private final LongSupplier nanoTime;
    private final long closeTimeoutNanos;
    private final AppendQueue<Append> queue;
    private final ReplicaTurns turns;
    private final LogThread thread = new LogThread("log-replica");

    private volatile boolean closing;
    private volatile @Nullable String endedBecause; // null as long as it has not ended

    // Only who takes the turns touches these.
    private long closingSinceNanos;
    private boolean closingSeen;

    private ReplicatedLog(Opening opening) {
        super(opening.store(), opening.options().log());
        this.journal = opening.journal();
        this.store = opening.store();
        this.nanoTime = opening.node().nanoTime();
        this.closeTimeoutNanos = opening.options().answerTimeout().toNanos();
        this.queue = Append.queue(opening.options().log(), opening.meters());
        this.turns = new ReplicaTurns(opening, tail(), queue, thread::wake);
    }

    /**
     * A log that begins where its store ends, and goes on with what the journal has behind that. {@link #close()} closes the
     * store and the journal; if this fails, they are the caller's to close.
     *
     * @throws DiscontinuityException the store does not go on with this journal
     * @throws RecordsGoneException the journal does not have any more what the store needs next
     * @throws IOException the journal does not answer
     */
    public static ReplicatedLog open(
            Journal journal, ReplicaStore store, ReplicaOptions options, ReplicaNode node, LogMeters meters)
            throws IOException {
        return new ReplicatedLog(Opening.of(journal, store, options, node, meters));
    }

    /**
     * Notes in an empty store that it takes the place of one that could not go on, before a log is opened over it: the log then
     * is not used before the journal has a newer epoch than that one had.
     *
     * @param formerEpoch see {@link DiscontinuityException#formerEpoch()}
     * @throws IOException it could not be noted
     */
    public static void noteFormer(ReplicaStore empty, long formerEpoch) throws IOException {
        if (empty.headOffset() >= 0 || empty.applied() != null) {
            throw new IllegalArgumentException("the store has applied something (expected: an empty one)");
        }
        empty.write(List.of(), Applied.nothing("", formerEpoch));
    }

    /** Lets the log take its turns on a thread of its own, until it is closed. */
    public ReplicatedLog start() {
        thread.start(this::run);
        return this;
    }

    private void run() {
        try {
            while (endedBecause == null) {
                thread.look();
                if (!step() && endedBecause == null) { // who waits for the end waits for nothing else
                    thread.await(turns.restNanos());
                }
            }
        } finally { // also after a bug: whoever waits is told, and fault() says so
            endOnce(Ended.LOST, "the log has ended by a bug");
        }
    }

    /** One turn: what waits is sent, what has come is applied, and now and then the store is looked after. */
    public void turn() {
        step();
    }

    /** @return whether anything was done, so that there may be more to do */
    private boolean step() {
        if (endedBecause != null) {
            return false;
        }
        try {
            boolean some = turns.take();
            if (closing && isClosed()) {
                endOnce(Ended.CLOSED, AppendQueue.Refusal.ENDED.text());
            }
            return some;
        } catch (DiscontinuityException e) {
            endOnce(Ended.LOST, CANNOT_APPLY + e.getMessage() + noteBroken());
            return false;
        } catch (InvalidRecordException e) {
            endOnce(Ended.LOST, CANNOT_APPLY + e.getMessage());
            return false;
        } catch (LogEndsException e) {
            endOnce(Ended.LOST, requireNonNull(e.getMessage()));
            return false;
        } catch (RuntimeException | Error e) {
            turns.fail(e);
            throw e;
        }
    }

    /** @return what to add to why the log ends */
    private String noteBroken() {
        try {
            turns.noteBroken();
            return "";
        } catch (IOException e) {
            return "; that could not be noted: " + e.getMessage();
        }
    }

    /** What was taken before it was closed is sent and applied, but not for longer than one answer may take. */
    private boolean isClosed() {
        long now = nanoTime.getAsLong();
        if (!closingSeen) {
            closingSeen = true;
            closingSinceNanos = now;
        }
        return turns.isIdle() || now - closingSinceNanos >= closeTimeoutNanos;
    }

    private void endOnce(Ended how, String reason) {
        if (endedBecause != null) {
            return;
        }
        endedBecause = reason;
        turns.end(reason);
        try {
            journal.close();
        } finally {
            end(how);
        }
    }

    @Override
    public CompletableFuture<AppendOutcome> append(List<Event> events) {
        Append append = Append.of(events);
        String unable = turns.unable();
        if (closing || endedBecause != null) {
            append.refuse(AppendQueue.Refusal.ENDED.text(), null);
        } else if (unable != null) {
            append.refuse(unable, null);
        } else {
            AppendQueue.Refusal refusal = queue.offer(append.load(), append);
            if (refusal != null) {
                append.refuse(refusal.text(), refusal.limit());
            }
            thread.wake();
        }
        return append.done();
    }

    @Override
    protected CustomerCounts counts() {
        return turns.counts();
    }

    @Override
    protected List<Epoch> epochs() {
        return turns.agreed().epochs();
    }

    @Override
    public @Nullable String fault() {
        String ended = endedBecause;
        if (ended != null || closing) {
            return ended == null ? AppendQueue.Refusal.ENDED.text() : ended;
        }
        String unable = turns.unable();
        return unable == null ? store.fault() : unable;
    }

    @Override
    public @Nullable String notReady() {
        String fault = fault();
        String late = fault == null ? turns.hearing().notReady() : fault;
        String diverged = late == null ? turns.comparison().diverged() : late;
        return diverged == null ? turns.behind() : diverged;
    }

    @Override
    public @Nullable String unfit() {
        String deaf = turns.hearing().deaf();
        return deaf == null ? turns.comparison().unfit() : deaf;
    }

    @Override
    public @Nullable String remark() {
        return turns.hearing().remark();
    }

    @Override
    public void close() {
        closing = true;
        if (thread.isStarted()) {
            thread.wake();
            thread.join();
        } else {
            endHere();
        }
    }

    /** The log was never started: whoever closes it takes the turns that are left, as long as they change anything. */
    private synchronized void endHere() {
        boolean some = true;
        while (some) {
            some = step();
        }
        endOnce(Ended.CLOSED, AppendQueue.Refusal.ENDED.text());
    }
}
