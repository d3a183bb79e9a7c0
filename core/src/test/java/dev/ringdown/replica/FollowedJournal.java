package dev.ringdown.replica;

import static java.util.Objects.requireNonNull;

import dev.ringdown.journal.Journal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A journal that only knows who follows it. Confined to one thread. */
final class FollowedJournal implements Journal {
    private @Nullable Follower follower;
    private long afterPosition;

    /** Who follows at this time. */
    Follower follower() {
        return requireNonNull(follower, "follower");
    }

    /** Behind which record that is. */
    long afterPosition() {
        return afterPosition;
    }

    @Override
    public CompletionStage<Long> append(byte[] record) {
        return new CompletableFuture<>();
    }

    @Override
    public void follow(long after, Follower told) {
        afterPosition = after;
        follower = told;
    }

    @Override
    public Bounds bounds() {
        return new Bounds("followed", 0, -1);
    }

    @Override
    public void close() {
        follower = null;
    }
}
