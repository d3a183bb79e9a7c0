package dev.ringdown.replica;

import dev.ringdown.journal.record.InvalidRecordException;
import dev.ringdown.log.Agreed;
import dev.ringdown.log.Append;
import dev.ringdown.log.AppendQueue;
import dev.ringdown.log.Applied;
import dev.ringdown.log.CustomerCounts;
import dev.ringdown.log.JournalWindow;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.LogMeters;
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
    private final Hearing hearing;
    private final Comparison comparison;
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
        this.inbox = new Inbox(options.unappliedBytes(), Continuation.followAfter(applied), nanoTime, wake);
        this.sender = new RecordSender(opening.journal(), inbox, queue, options, node.writer(), nanoTime);
        JournalWindow window = new JournalWindow(applied.agreed().duplicates());
        RecordOffsets offsets = new RecordOffsets();
        Placing places = new Placing(opening.store(), tail, window, applied.millis(), opening.meters(), offsets);
        String gaps = window.gaps();
        if (gaps != null) {
            node.notices().warn(gaps);
        }
        this.agreement = new Agreement(places, window, options, applied, endAtOpening, node.notices());
        this.comparison = new Comparison(opening, new RunningDigest(opening.store(), applied.digest()), sender);
        this.placing = new RecordPlacing(opening, places, offsets, sender, agreement, comparison);
        Canaries canaries = new Canaries(opening, inbox);
        this.applier = new RecordApplier(opening, tail, inbox, sender, placing, canaries);
        this.proposals = new Proposals(
                sender, agreement, node.nowSeconds(), options.answerTimeout().toNanos(), nanoTime);
        this.hearing = new Hearing(opening, inbox, sender, canaries, this::isCaughtUp);
        showFigures(canaries, opening.meters());
        inbox.follow(opening.journal());
    }

    private void showFigures(Canaries canaries, LogMeters meters) {
        for (Leg leg : Leg.values()) {
            meters.gauge(
                    "ringdown.journal.late",
                    "1 while this leg of the way of a canary is late, else 0",
                    "leg",
                    leg.word(),
                    () -> hearing.late() == leg ? 1 : 0);
        }
        meters.gauge(
                "ringdown.journal.canary.age.seconds",
                "how long ago a record of this node has come through the journal",
                () -> canaries.ageNanos() / 1e9);
        meters.gauge(
                "ringdown.journal.records.under.way",
                "records of events that are sent and neither applied here nor given up",
                sender::underWayCount);
        meters.gauge(
                "ringdown.journal.records.behind",
                "records that the journal has, as far as is known here, and that are not applied here",
                () -> Math.max(0, knownEnd(canaries) - applier.appliedPosition()));
    }

    private long knownEnd(Canaries canaries) {
        return Math.max(
                endAtOpening,
                Math.max(canaries.newestAcknowledged(), inbox.arrival().position()));
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
        some |= hearing.sayIfDue();
        some |= comparison.sayIfDue(isCaughtUp() && agreement.missing() == null);
        hearing.look();
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

    /** For how long nothing has to be done unless something comes. */
    long restNanos() {
        return Math.min(MAINTAIN_EVERY_NANOS, Math.max(0, hearing.untilDueNanos()));
    }

    /** Whether the node has what others have; of this only what any thread may ask. */
    Comparison comparison() {
        return comparison;
    }

    /** Whether the node hears what is in the journal; of this only what any thread may ask. */
    Hearing hearing() {
        return hearing;
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
