package dev.ringdown.server;

import dev.ringdown.journal.Journal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An empty journal that takes nothing and tells nothing. Stateless. */
final class SilentJournal implements Journal {
    @Override
    public CompletionStage<Long> append(byte[] record) {
        return new CompletableFuture<>();
    }

    @Override
    public void follow(long afterPosition, Follower follower) {}

    @Override
    public Bounds bounds() {
        return new Bounds("silent", 0, -1);
    }

    @Override
    public void close() {}
}
