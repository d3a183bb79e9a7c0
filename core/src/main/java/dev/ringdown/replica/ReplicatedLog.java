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
import dev.ringdown.log.Duplicates;
import dev.ringdown.log.JournalWindow;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.LogOverStore;
import dev.ringdown.log.LogThread;
import dev.ringdown.log.Placing;
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
    private static final long MAINTAIN_EVERY_NANOS = 1_000_000_000;

    private final Journal journal;
    private final ReplicaStore store;
    private final LongSupplier nanoTime;
    private final long closeTimeoutNanos;
    private final AppendQueue<Append> queue;
    private final Inbox inbox;
    private final RecordSender sender;
    private final RecordPlacing placing;
    private final RecordApplier applier;
    private final LogThread thread = new LogThread("log-replica");

    private volatile boolean closing;
    private volatile @Nullable String endedBecause; // null as long as it has not ended

    // Only who takes the turns touches these.
    private long maintainedNanos;
    private long closingSinceNanos;
    private boolean closingSeen;

    private ReplicatedLog(
            Journal journal,
            ReplicaStore store,
            Applied applied,
            ReplicaOptions options,
            Writer writer,
            LogMeters meters) {
        super(store, options.log());
        this.journal = journal;
        this.store = store;
        this.nanoTime = writer.nanoTime;
        this.closeTimeoutNanos = options.answerTimeout().toNanos();
        this.maintainedNanos = nanoTime.getAsLong();
        this.queue = Append.queue(options.log(), meters);
        this.inbox = new Inbox(options.unappliedBytes(), nanoTime, thread::wake);
        this.sender = new RecordSender(journal, inbox, queue, options, writer.number, nanoTime);
        this.placing = placing(applied, options.log(), meters);
        this.applier = new RecordApplier(store, tail(), inbox, sender, placing, meters);
        journal.follow(Continuation.followAfter(applied), inbox);
    }

    private RecordPlacing placing(Applied applied, LogOptions options, LogMeters meters) {
        Duplicates duplicates =
                new JournalWindow(options.duplicateWindow(), options.duplicateEvents(), options.agelessEvents());
        RecordOffsets offsets = new RecordOffsets();
        return new RecordPlacing(
                new Placing(store, tail(), duplicates, applied.millis(), meters, offsets),
                offsets,
                new RecordTime(applied.millis(), nanoTime),
                sender,
                applied);
    }

    /**
     * Who appends here, and by which clock.
     *
     * @param number random, so that no other opening of a log of the same journal has it
     * @param nanoTime a clock that nobody sets
     */
    public record Writer(long number, LongSupplier nanoTime) {
        public Writer {
            requireNonNull(nanoTime, "nanoTime");
        }
    }

    /**
     * A log that begins where its store ends, and goes on with what the journal has behind that. {@link #close()} closes the
     * store and the journal; if this fails, they are the caller's to close.
     *
     * @throws DiscontinuityException the store does not go on with this journal
     * @throws IOException the journal does not answer
     */
    public static ReplicatedLog open(
            Journal journal, ReplicaStore store, ReplicaOptions options, Writer writer, LogMeters meters)
            throws IOException {
        Applied applied = Continuation.of(store, journal.bounds());
        return new ReplicatedLog(journal, store, applied, options, writer, meters);
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
                if (!step()) {
                    thread.await(MAINTAIN_EVERY_NANOS);
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
            return tryStep();
        } catch (InvalidRecordException | DiscontinuityException e) {
            endOnce(Ended.LOST, "cannot apply the journal: " + e.getMessage());
            return false;
        } catch (RuntimeException | Error e) { // a bug; what becomes of what is under way is not known
            sender.fail(e);
            throw e;
        }
    }

    private boolean tryStep() throws InvalidRecordException, DiscontinuityException {
        String lost = inbox.lost();
        if (lost != null) {
            endOnce(Ended.LOST, lost);
            return false;
        }
        boolean some = maintainNowAndThen();
        inbox.takeFailed().forEach(sender::failed);
        String unkept = applier.unkeptBecause();
        if (unkept == null) {
            some |= sender.send();
            some |= applier.apply();
        } else {
            sender.refuseWaiting(unkept);
        }
        some |= sender.answerLate();
        if (closing && isClosed()) {
            endOnce(Ended.CLOSED, AppendQueue.Refusal.ENDED.text());
        }
        return some;
    }

    /** What could not be kept is tried again after the store was looked after, and not more often. */
    private boolean maintainNowAndThen() {
        long now = nanoTime.getAsLong();
        if (now - maintainedNanos < MAINTAIN_EVERY_NANOS) {
            return false;
        }
        maintainedNanos = now;
        return applier.maintain();
    }

    /** What was taken before it was closed is sent and applied, but not for longer than one answer may take. */
    private boolean isClosed() {
        long now = nanoTime.getAsLong();
        if (!closingSeen) {
            closingSeen = true;
            closingSinceNanos = now;
        }
        return sender.isIdle() || now - closingSinceNanos >= closeTimeoutNanos;
    }

    private void endOnce(Ended how, String reason) {
        if (endedBecause != null) {
            return;
        }
        endedBecause = reason;
        sender.end(reason);
        inbox.close();
        try {
            journal.close();
        } finally {
            end(how);
        }
    }

    @Override
    public CompletableFuture<AppendOutcome> append(List<Event> events) {
        Append append = Append.of(events);
        String unkept = applier.unkeptBecause();
        if (closing || endedBecause != null) {
            append.refuse(AppendQueue.Refusal.ENDED.text(), null);
        } else if (unkept != null) { // it could be in the log, and nobody here could be told
            append.refuse(unkept, null);
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
        return placing.counts();
    }

    @Override
    public @Nullable String fault() {
        String ended = endedBecause;
        if (ended != null || closing) {
            return ended == null ? AppendQueue.Refusal.ENDED.text() : ended;
        }
        String unkept = applier.unkeptBecause();
        return unkept == null ? store.fault() : unkept;
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
