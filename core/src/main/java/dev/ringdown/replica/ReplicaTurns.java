package dev.ringdown.replica;

import dev.ringdown.journal.record.InvalidRecordException;
import dev.ringdown.log.Agreed;
import dev.ringdown.log.Append;
import dev.ringdown.log.AppendQueue;
import dev.ringdown.log.Applied;
import dev.ringdown.log.CustomerCounts;
import dev.ringdown.log.JournalWindow;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.Placing;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a log does in its turns that is filled from a journal: it sends what waits, applies what has come, and says what has to
 * be said. Only the log's appender calls this, but where it is said.
 */
final class ReplicaTurns {
    private static final long MAINTAIN_EVERY_NANOS = 1_000_000_000;

    private final LongSupplier nanoTime;
    private final long endAtOpening;
    private final Inbox inbox;
    private final RecordSender sender;
    private final Agreement agreement;
    private final RecordPlacing placing;
    private final RecordApplier applier;
    private final Proposals proposals;
    private long maintainedNanos;

    /**
     * @param tail of the log
     * @param queue where appends wait
     * @param wake is run whenever there is something to do
     */
    ReplicaTurns(Opening opening, LiveTail tail, AppendQueue<Append> queue, Runnable wake) {
        ReplicaOptions options = opening.options();
        ReplicaNode node = opening.node();
        Applied applied = opening.applied();
        this.nanoTime = node.nanoTime();
        this.endAtOpening = opening.endAtOpening();
        this.maintainedNanos = nanoTime.getAsLong();
        this.inbox = new Inbox(options.unappliedBytes(), nanoTime, wake);
        this.sender = new RecordSender(opening.journal(), inbox, queue, options, node.writer(), nanoTime);
        JournalWindow window = new JournalWindow(applied.agreed().duplicates());
        RecordOffsets offsets = new RecordOffsets();
        Placing places = new Placing(opening.store(), tail, window, applied.millis(), opening.meters(), offsets);
        this.agreement = new Agreement(places, window, options.log().duplicates(), applied, endAtOpening, node.told());
        RecordTime time = new RecordTime(applied.millis(), nanoTime);
        this.placing = new RecordPlacing(places, offsets, time, sender, agreement, applied);
        this.applier = new RecordApplier(opening.store(), tail, inbox, sender, placing, opening.meters());
        this.proposals = new Proposals(
                sender, agreement, node.nowSeconds(), options.answerTimeout().toNanos(), nanoTime);
        opening.journal().follow(Continuation.followAfter(applied), inbox);
    }

    /**
     * Takes one.
     *
     * @return whether anything was done, so that there may be more to do
     * @throws InvalidRecordException a record cannot be read, so nothing that follows can be applied either
     * @throws DiscontinuityException the journal does not go on from what is applied
     * @throws LogEndsException nothing can be applied any more while the log is open
     */
    boolean take() throws InvalidRecordException, DiscontinuityException, LogEndsException {
        String lost = inbox.lost();
        if (lost != null) {
            throw new LogEndsException(lost);
        }
        boolean some = maintainNowAndThen();
        inbox.takeFailed().forEach(sender::failed);
        String unkept = applier.unkeptBecause();
        if (unkept == null) {
            some |= proposals.sayIfDue(isCaughtUp());
            some |= sender.send();
            some |= applier.apply();
        } else {
            sender.refuseWaiting(unkept);
        }
        return some | sender.answerLate();
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

    /** Whether nothing is to be sent, and nothing under way. */
    boolean isIdle() {
        return sender.isIdle();
    }

    /** By a bug it is not known what becomes of what is under way. */
    void fail(Throwable bug) {
        sender.fail(bug);
    }

    /** Nothing is sent or applied any more. */
    void end(String reason) {
        sender.end(reason);
        inbox.close();
    }

    /**
     * Notes in the store that the journal does not go on from what is applied, or the next opening would begin to apply it.
     *
     * @throws IOException it could not be noted
     */
    void noteBroken() throws IOException {
        applier.noteBroken();
    }

    /** How many entries every customer has in the store. Any thread. */
    CustomerCounts counts() {
        return placing.counts();
    }

    /** What is agreed so far. Any thread. */
    Agreed agreed() {
        return agreement.agreed();
    }

    /** Why nothing that is appended could be placed, or anybody be told that it is in the log; null if it can. Any thread. */
    @Nullable
    String unable() {
        String missing = agreement.missing();
        return missing == null ? applier.unkeptBecause() : missing;
    }

    /** How far it still has to get; null if it is where the journal was when the log was opened, or beyond. Any thread. */
    @Nullable
    String behind() {
        return isCaughtUp()
                ? null
                : "catching up with the journal: record " + applier.appliedPosition() + " of " + endAtOpening;
    }

    private boolean isCaughtUp() {
        return applier.appliedPosition() >= endAtOpening;
    }
}
