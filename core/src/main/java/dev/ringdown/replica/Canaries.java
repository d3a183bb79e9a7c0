package dev.ringdown.replica;

import dev.ringdown.journal.record.RecordStamp;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far the canaries of this node have got, which it appends to the journal now and then and must see again. One of them is
 * followed: the oldest that has not come through, until it or a later record of this node has. Thread-safe: one lock, held for a
 * few steps; whoever asks gets an answer also while the log's own thread hangs.
 */
final class Canaries {
    /** After a long outage there would be many, of which the oldest says everything. */
    private static final int MOST_REMEMBERED = 64;

    private record Sent(long number, long nanos) {}

    private final long writer;
    private final Inbox inbox;
    private final LongSupplier nanoTime;
    private final long lateNanos;
    private final long deafNanos;

    // Guarded by this.
    private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();
    private @Nullable Sent followed;
    private boolean acknowledged; // it, or one behind it
    private long acknowledgedNanos; // since when
    private long newestAcknowledged = -1; // its position
    private long appliedPosition;
    private long appliedNanos; // when anything was, last
    private long throughNanos; // when a record of this node was applied, last

    /** @param inbox where they arrive */
    Canaries(Opening opening, Inbox inbox) {
        WatchOptions options = opening.options().watch();
        this.writer = opening.node().writer();
        this.inbox = inbox;
        this.nanoTime = opening.node().nanoTime();
        this.appliedPosition = opening.applied().position();
        this.lateNanos = options.lateAfter().toNanos();
        this.deafNanos = options.deafAfter().toNanos();
        this.appliedNanos = nanoTime.getAsLong();
        this.throughNanos = appliedNanos;
    }

    /** One is about to be appended, as this record of the writer. */
    synchronized void sending(long number) {
        Sent sent = new Sent(number, nanoTime.getAsLong());
        if (unacknowledged.size() < MOST_REMEMBERED) {
            unacknowledged.add(sent);
        }
        if (followed == null) {
            followed = sent;
            acknowledged = false;
        }
    }

    /** The journal has one, and keeps it. */
    synchronized void acknowledged(long number, long position) {
        long now = nanoTime.getAsLong();
        boolean wasLate = isAppendLate(now);
        forgetUpTo(number);
        newestAcknowledged = Math.max(newestAcknowledged, position);
        if (followed == null || followed.number > number) {
            return;
        }
        if (wasLate) { // whatever is missing was missing everywhere: its way back begins now
            followed = new Sent(followed.number, now);
        }
        if (wasLate || !acknowledged) {
            acknowledged = true;
            acknowledgedNanos = now;
        }
    }

    private void forgetUpTo(long number) {
        while (!unacknowledged.isEmpty() && unacknowledged.getFirst().number <= number) {
            unacknowledged.removeFirst();
        }
    }

    /**
     * Records were applied, whoever has written them; every record of this node is as good as a canary.
     *
     * @param position of the last of them
     */
    synchronized void applied(List<RecordStamp> stamps, long position) {
        appliedPosition = position;
        appliedNanos = nanoTime.getAsLong();
        for (RecordStamp stamp : stamps) {
            if (stamp.writer() == writer) {
                throughNanos = appliedNanos;
                forgetUpTo(stamp.number()); // it is there, whatever was said of it
                followed = followed == null || followed.number <= stamp.number() ? null : followed;
            }
        }
    }

    private boolean isAppendLate(long now) {
        return !unacknowledged.isEmpty() && now - unacknowledged.getFirst().nanos >= lateNanos;
    }

    /** On which leg the one that is followed is late; null if it is not. */
    synchronized @Nullable Leg lateLeg() {
        long now = nanoTime.getAsLong();
        if (followed == null || now - followed.nanos < lateNanos) {
            return null;
        }
        if (!acknowledged || isAppendLate(now)) { // then it is the same for everybody, as far as is known here
            return Leg.APPEND;
        }
        Inbox.Arrival arrival = inbox.arrival();
        return arrival.isSomeWaiting() || arrival.position() > appliedPosition ? Leg.APPLY : Leg.FOLLOW;
    }

    /**
     * For how long a leg has not moved though there is something to do for it; 0 if it is not late. Of {@link Leg#APPEND} it is
     * how long one waits to be acknowledged.
     */
    synchronized long stuckNanos(Leg leg) {
        if (leg != lateLeg()) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        return switch (leg) {
            case APPEND -> unacknowledged.isEmpty() ? 0 : now - unacknowledged.getFirst().nanos;
            case FOLLOW -> now - later(acknowledgedNanos, inbox.arrival().nanos());
            case APPLY -> now - later(acknowledgedNanos, appliedNanos);
        };
    }

    private static long later(long oneNanos, long otherNanos) {
        return oneNanos - otherNanos > 0 ? oneNanos : otherNanos;
    }

    /** The leg on which nothing has moved for so long that sessions should leave, while the journal goes on; else null. */
    synchronized @Nullable Leg deafLeg() {
        Leg late = lateLeg();
        return late == null || late == Leg.APPEND || stuckNanos(late) < deafNanos ? null : late;
    }

    /** For how long no record of this node has come through; from the opening on if none has. */
    synchronized long ageNanos() {
        return nanoTime.getAsLong() - throughNanos;
    }

    /** The position of the newest that is acknowledged, so that the journal has at least that; -1 if none is. */
    synchronized long newestAcknowledged() {
        return newestAcknowledged;
    }
}
