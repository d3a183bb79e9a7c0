package dev.ringdown.replica;

import dev.ringdown.journal.Journal;
import dev.ringdown.journal.record.Control;
import dev.ringdown.log.LogMeters;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node hears what is in the journal: it appends a canary now and then and looks whether it comes through. If one
 * does not, it says on which leg it is late, and has the follower started anew if it is that one. Only the log's appender calls
 * this, but where it is said.
 */
final class Hearing {
    private static final long CANARY_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long TELL_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Journal journal;
    private final Inbox inbox;
    private final RecordSender sender;
    private final Canaries canaries;
    private final BooleanSupplier caughtUp;
    private final long lateNanos;
    private final Notices notices;
    private final LongSupplier nanoTime;
    private final LogMeters.Count restarts;

    private long saidNanos;
    private long restartedNanos;
    private @Nullable Leg told; // null: nothing is late, as far as the operator knows
    private long toldNanos;

    /**
     * @param caughtUp whether everything is applied that was in the journal when the log was opened; any thread
     * @param sender appends the canaries
     */
    Hearing(Opening opening, Inbox inbox, RecordSender sender, Canaries canaries, BooleanSupplier caughtUp) {
        this.journal = opening.journal();
        this.inbox = inbox;
        this.sender = sender;
        this.canaries = canaries;
        this.caughtUp = caughtUp;
        this.lateNanos = opening.options().watch().lateAfter().toNanos();
        this.notices = opening.node().notices();
        this.nanoTime = opening.node().nanoTime();
        this.restarts = opening.meters()
                .count(
                        "ringdown.journal.follower.restarts",
                        "Times that the follower of the journal was started anew, since it told nothing");
        this.saidNanos = nanoTime.getAsLong();
        this.restartedNanos = saidNanos;
    }

    /**
     * Appends a canary if it is time for one.
     *
     * @return whether one was appended
     */
    boolean sayIfDue() {
        if (untilDueNanos() > 0) {
            return false;
        }
        saidNanos = nanoTime.getAsLong();
        long number = sender.nextNumber();
        canaries.sending(number); // first: it may come at once
        var unused = sender.say(new Control.Canary()).whenComplete((position, e) -> {
            if (e == null) { // one of which that is not known may come all the same, and else is late
                canaries.acknowledged(number, position);
            }
        });
        return true;
    }

    /** In which time the next canary is due; not more than 0 if it is. */
    long untilDueNanos() {
        return saidNanos + CANARY_EVERY_NANOS - nanoTime.getAsLong();
    }

    /** Tells what is late, and does about it what can be done. */
    void look() {
        Leg late = late();
        long now = nanoTime.getAsLong();
        if (late == null) {
            if (told != null) {
                notices.info("the journal is not late any more: leg=" + told.word());
                told = null;
            }
            return;
        }
        if (late != told || now - toldNanos >= TELL_AGAIN_NANOS) {
            told = late;
            toldNanos = now;
            notices.warn("the journal is late: leg=" + late.word() + " seconds=" + seconds(canaries.stuckNanos(late))
                    + ": " + late.text() + " (" + late.remedy() + ")");
        }
        if (canaries.stuckNanos(Leg.FOLLOW) >= lateNanos && now - restartedNanos >= lateNanos) {
            restartedNanos = now;
            restarts.add(1);
            inbox.follow(journal);
        }
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    /** The leg on which a canary is late; null if none is. While the log catches up it may take its time as long as it moves. Any thread. */
    @Nullable
    Leg late() {
        Leg late = canaries.lateLeg();
        return late == null || caughtUp.getAsBoolean() || canaries.stuckNanos(late) >= lateNanos ? late : null;
    }

    /** Why another node would serve clients better, for operators; null if none would, as far as is known here. Any thread. */
    @Nullable
    String notReady() {
        Leg late = late();
        return late == null || late == Leg.APPEND ? null : text(late);
    }

    /** The same if nothing has moved for so long that sessions should leave. Any thread. */
    @Nullable
    String deaf() {
        Leg deaf = canaries.deafLeg();
        return deaf == null ? null : text(deaf);
    }

    /** What is late without being a reason to go elsewhere, for operators; null if nothing is. Any thread. */
    @Nullable
    String remark() {
        return late() == Leg.APPEND ? text(Leg.APPEND) : null;
    }

    private String text(Leg leg) {
        return "the journal is late (" + leg.word() + ", for " + seconds(canaries.stuckNanos(leg)) + " s): "
                + leg.text();
    }
}
