package dev.ringdown.log.simulation;

import dev.ringdown.journal.Journal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The way of one node to a {@link JournalInMemory}. Confined to one thread. It and the {@link JournalInMemory} know each other:
 * the one keeps what all have appended, the other has what one node waits for.
 */
final class JournalConnection implements Journal {
    private record Attempt(byte[] record, CompletableFuture<Long> answer) {}

    private final JournalInMemory journal;
    private final String identity;
    private final ArrayDeque<Attempt> unsettled = new ArrayDeque<>();
    private @Nullable Follower follower;
    private long toldPosition;
    private int deafFollows; // so many of those who follow are told nothing, the present one first
    private boolean closed;

    JournalConnection(JournalInMemory journal) {
        this.journal = journal;
        this.identity = journal.identity();
    }

    @Override
    public CompletionStage<Long> append(byte[] record) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        if (closed) {
            answer.completeExceptionally(new IOException("the journal is closed"));
        } else {
            unsettled.add(new Attempt(record, answer));
            journal.appended(this);
        }
        return answer;
    }

    @Override
    public void follow(long afterPosition, Follower told) {
        deafFollows = follower == null ? deafFollows : Math.max(0, deafFollows - 1);
        follower = told;
        toldPosition = afterPosition;
        if (!identity.equals(journal.identity()) || afterPosition + 1 < journal.firstPosition()) {
            replaced();
        } else if (afterPosition > journal.lastPosition()) {
            truncated(journal.lastPosition());
        } else {
            journal.followed(this);
        }
    }

    @Override
    public Bounds bounds() {
        return new Bounds(journal.identity(), journal.firstPosition(), journal.lastPosition());
    }

    /** Who follows is told no record any more, and whoever follows after that, so many in all. */
    void deafen(int follows) {
        deafFollows = follows;
    }

    boolean isDeaf() {
        return deafFollows > 0;
    }

    boolean hasUnsettled() {
        return !unsettled.isEmpty();
    }

    boolean hasUntold() {
        return follower != null && deafFollows == 0 && journal.after(toldPosition) != null;
    }

    /** Settles what of all that is not was appended first. */
    void settle(Fate fate) {
        Attempt first = unsettled.remove();
        if (!identity.equals(journal.identity())) {
            first.answer.completeExceptionally(new IOException("the journal was replaced"));
            return;
        }
        switch (fate) {
            case KEPT -> first.answer.complete(journal.keep(first.record));
            case KEPT_TWICE -> {
                first.answer.complete(journal.keep(first.record));
                journal.keepLater(first.record);
            }
            case KEPT_UNKNOWN -> {
                long unused = journal.keep(first.record);
                first.answer.completeExceptionally(new IOException("the journal did not answer"));
            }
            case KEPT_LATE -> {
                journal.keepLater(first.record);
                first.answer.completeExceptionally(new IOException("the journal did not answer"));
            }
            case GONE -> first.answer.completeExceptionally(new IOException("the journal did not answer"));
        }
    }

    /** Tells the follower the next record. */
    void tell() {
        JournalInMemory.Kept next = journal.after(toldPosition);
        if (follower != null && next != null) {
            toldPosition = next.position();
            follower.record(next.position(), next.millis(), next.bytes());
        }
    }

    void tellAll() {
        while (hasUntold()) {
            tell();
        }
    }

    void truncated(long lastPosition) {
        Follower last = follower;
        if (last != null && toldPosition > lastPosition) {
            follower = null;
            last.truncated(lastPosition);
        }
    }

    void replaced() {
        Follower last = follower;
        if (last != null) {
            follower = null;
            last.replaced();
        }
    }

    /** What was appended and is not settled is on its way, and nobody will hear of it. */
    @Override
    public void close() {
        closed = true;
        follower = null;
        journal.closed(this);
        for (Attempt attempt = unsettled.poll(); attempt != null; attempt = unsettled.poll()) {
            if (identity.equals(journal.identity())) {
                journal.keepLater(attempt.record);
            }
            attempt.answer.completeExceptionally(new IOException("the journal is closed"));
        }
    }
}
