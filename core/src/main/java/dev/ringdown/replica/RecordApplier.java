package dev.ringdown.replica;

import dev.ringdown.journal.record.InvalidRecordException;
import dev.ringdown.log.Appender;
import dev.ringdown.log.Applied;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.ReplicaStore;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies records of a journal to a store, in order, each once: what they bring is placed, kept together with how far the
 * journal is applied, announced, and then answered. What was placed and cannot be kept is kept later, as it was placed. Only
 * the log's appender calls this.
 */
final class RecordApplier {
    /** Who comes while something is written waits for all of it. */
    private static final long BYTES_PER_WRITE = 2 * 1024 * 1024;

    private final ReplicaStore store;
    private final LiveTail tail;
    private final Inbox inbox;
    private final RecordSender sender;
    private final RecordPlacing placing;
    private final Canaries canaries;
    private final LogMeters.Timing writes;

    private @Nullable PlacedRecords unkept;
    private volatile long appliedPosition;
    private volatile @Nullable String unkeptBecause;

    RecordApplier(
            Opening opening,
            LiveTail tail,
            Inbox inbox,
            RecordSender sender,
            RecordPlacing placing,
            Canaries canaries) {
        this.store = opening.store();
        this.tail = tail;
        this.inbox = inbox;
        this.sender = sender;
        this.placing = placing;
        this.canaries = canaries;
        this.writes = Appender.writes(opening.meters());
        Applied applied = store.applied();
        this.appliedPosition = applied == null ? -1 : applied.position();
    }

    /** Why what has come cannot be kept at this time; null if it can. Any thread. */
    @Nullable
    String unkeptBecause() {
        return unkeptBecause;
    }

    /** Of the newest record that is applied; -1 if none is. Any thread. */
    long appliedPosition() {
        return appliedPosition;
    }

    /**
     * Applies what has come, unless something that came before cannot be kept.
     *
     * @return whether anything was applied
     * @throws InvalidRecordException a record cannot be read, so nothing that follows can be applied either
     * @throws DiscontinuityException the journal does not go on from what is applied
     * @throws LogEndsException nothing can be applied behind a record while the log is open
     */
    boolean apply() throws InvalidRecordException, DiscontinuityException, LogEndsException {
        if (unkept != null) {
            return false;
        }
        List<Inbox.Arrived> arrived = inbox.takeArrived(BYTES_PER_WRITE);
        return !arrived.isEmpty() && keep(placing.place(arrived));
    }

    /**
     * Notes in the store that the journal does not go on from what is applied, or the next opening would begin to apply it.
     *
     * @throws IOException it could not be noted
     */
    void noteBroken() throws IOException {
        Applied applied = store.applied();
        if (applied != null) {
            store.write(List.of(), applied.broken());
        }
    }

    /**
     * Looks after the store, and then tries once more to keep what could not be kept.
     *
     * @return whether it was
     */
    boolean maintain() {
        store.maintain(placing.nowMillis());
        return unkept != null && keep(unkept);
    }

    private boolean keep(PlacedRecords placed) {
        long begunNanos = System.nanoTime();
        try {
            store.write(placed.entries(), placed.applied());
        } catch (IOException e) { // also if it is not known whether they were kept: the store keeps nothing until it is
            unkept = placed;
            unkeptBecause = e.getMessage();
            return false;
        }
        writes.took(System.nanoTime() - begunNanos);
        unkept = null;
        unkeptBecause = null;
        appliedPosition = placed.applied().position();
        placing.stored(); // first: who knows of an entry must find it counted
        tail.publish(placed.entries());
        placing.countForgotten();
        canaries.applied(placed.stamps(), placed.applied().position());
        for (int i = 0; i < placed.stamps().size(); i++) {
            sender.applied(placed.stamps().get(i), placed.places().get(i));
        }
        return true;
    }
}
