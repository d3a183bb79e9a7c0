package dev.ringdown.replica;

import dev.ringdown.journal.record.Control;
import dev.ringdown.journal.record.RecordStamp;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares what this node has with what others have, by the digests that all of them append to the journal. It is diverged if
 * not more nodes have what it has than have something else; where nobody can know who is right, nobody is. Only the log's
 * appender calls this, but where it is said.
 */
final class Comparison {
    /** Who has said nothing for so many intervals is not there any more. */
    private static final int REMEMBERED_INTERVALS = 3;

    /** What the digests of another node say. */
    private enum Finding {
        /** It has what this one has. */
        ALIKE,
        /** It has said once that it has something else: maybe before the journal lost its end, and maybe it is gone. */
        DOUBTED,
        /** It has said so twice. */
        UNLIKE
    }

    /** What became of the newest digest of another node, which was of a position. */
    private record Verdict(Finding finding, long position, long nanos) {
        /** Whether a further digest that differs leaves it at a doubt. */
        static boolean isFirstDoubt(@Nullable Verdict before, long position) {
            return before == null
                    || before.finding == Finding.ALIKE
                    || before.finding == Finding.DOUBTED && before.position == position;
        }
    }

    private final RunningDigest digest;
    private final RecordSender sender;
    private final long writer;
    private final long endAtOpening;
    private final long intervalNanos;
    private final long graceNanos;
    private final Notices notices;
    private final LongSupplier nanoTime;
    private final LogMeters.Count compared;
    private final Map<Long, Verdict> byWriter = new HashMap<>();

    private RunningDigest.@Nullable Noted own; // after the newest canary of this node that was not stated yet
    private long dueNanos;
    private volatile @Nullable String diverged;
    private volatile long divergedNanos; // since when
    private volatile int differing;

    /** @param sender appends the digests */
    Comparison(Opening opening, RunningDigest digest, RecordSender sender) {
        this.digest = digest;
        this.sender = sender;
        this.writer = opening.node().writer();
        this.endAtOpening = opening.endAtOpening();
        WatchOptions options = opening.options().watch();
        this.intervalNanos = options.digestInterval().toNanos();
        this.graceNanos = options.lateAfter().toNanos();
        this.notices = opening.node().notices();
        this.nanoTime = opening.node().nanoTime();
        this.dueNanos = nanoTime.getAsLong();
        LogMeters meters = opening.meters();
        this.compared = meters.count(
                "ringdown.journal.digests.compared",
                "Digests of other nodes that were compared with what this one has");
        meters.gauge(
                "ringdown.journal.divergence",
                "other nodes that have something else than this one, by what they have said lately",
                () -> differing);
    }

    /** As it is to be kept with what was applied. */
    long entries() {
        return digest.entries();
    }

    /** Entries were applied. */
    void applied(List<LogEntry> entries) {
        digest.add(entries);
    }

    /**
     * A control record was applied.
     *
     * @param founds whether it has founded the journal
     */
    void applied(Control control, RecordStamp stamp, long position, boolean founds) {
        if (founds) {
            digest.begin(position);
        } else if (control instanceof Control.Canary) {
            RunningDigest.Noted note = digest.note(position, stamp.writer());
            own = stamp.writer() == writer ? note : own;
        } else if (control instanceof Control.Digest stated) {
            if (stamp.writer() != writer
                    && position > endAtOpening) { // before, it may be of one that was wrong and is gone
                compare(stated, stamp.writer());
            }
            if (stated.entries() == RunningDigest.UNKNOWN) {
                digest.begin(position);
            }
        }
    }

    private void compare(Control.Digest stated, long other) {
        RunningDigest.Noted here = digest.after(stated.position(), other);
        if (here == null) {
            return;
        }
        compared.add(1);
        boolean known = stated.entries() != RunningDigest.UNKNOWN && here.entries() != RunningDigest.UNKNOWN;
        boolean alike = stated.counts() == here.counts() && (!known || stated.entries() == here.entries());
        long now = nanoTime.getAsLong();
        byWriter.values().removeIf(verdict -> now - verdict.nanos >= REMEMBERED_INTERVALS * intervalNanos);
        Verdict before = byWriter.get(other);
        Finding finding = alike
                ? Finding.ALIKE
                : Verdict.isFirstDoubt(before, stated.position()) ? Finding.DOUBTED : Finding.UNLIKE;
        byWriter.put(other, new Verdict(finding, stated.position(), now));
        if (before == null || before.finding != finding) {
            dueNanos = now; // what is new about it, it should know of us as soon
        }
        judge(now);
        if (finding == Finding.UNLIKE) {
            notices.error(difference(stated, here, other));
        }
    }

    private void judge(long now) {
        int others = count(Finding.UNLIKE);
        int alike = 1 + count(Finding.ALIKE);
        differing = others;
        if (others < alike) {
            if (diverged != null) {
                notices.info("more nodes have what this one has than have something else: differing=" + others
                        + " alike=" + alike);
            }
            diverged = null;
        } else {
            divergedNanos = diverged == null ? now : divergedNanos; // first: who sees the one must see the other
            diverged = "this node has something else than " + others + " of " + byWriter.size() + " others";
        }
    }

    private int count(Finding finding) {
        return (int) byWriter.values().stream()
                .filter(verdict -> verdict.finding == finding)
                .count();
    }

    private String difference(Control.Digest stated, RunningDigest.Noted here, long other) {
        HexFormat hex = HexFormat.of();
        return "this node has something else than another one: record=" + stated.position() + " other="
                + hex.toHexDigits(other) + " entries=" + hex.toHexDigits(here.entries()) + " its="
                + hex.toHexDigits(stated.entries()) + " counts=" + hex.toHexDigits(here.counts()) + " its="
                + hex.toHexDigits(stated.counts())
                + (diverged == null
                        ? " (more nodes have what this one has: look at the other one, which says the same of itself)"
                        : " (this node may be wrong, and serves nobody: stop it, put its log.dir aside, and start it with an empty"
                                + " one or a copy of another node's)");
    }

    /**
     * Says in the journal what this node has, if it is time for that and a canary of its own has come since.
     *
     * @param current whether it has what the journal had when the log was opened, and the journal is founded
     * @return whether it was said
     */
    boolean sayIfDue(boolean current) {
        long now = nanoTime.getAsLong();
        RunningDigest.Noted note = own;
        if (!current || note == null || now - dueNanos < 0) {
            return false;
        }
        own = null;
        dueNanos = now + intervalNanos;
        var unused = sender.say(new Control.Digest(note.position(), note.entries(), note.counts())); // or the next time
        return true;
    }

    /** Why this node may have something else than others have, for operators; null if it does not. Any thread. */
    @Nullable
    String diverged() {
        return diverged;
    }

    /** The same once enough time has passed for all others to say what they have. Any thread. */
    @Nullable
    String unfit() {
        String why = diverged;
        return why != null && nanoTime.getAsLong() - divergedNanos >= graceNanos ? why : null;
    }
}
