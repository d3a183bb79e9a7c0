package dev.ringdown.log.simulation;

import dev.ringdown.journal.Journal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A journal that hears of what is appended when it is let. Thread-safe: one lock, also for the journal behind it. */
final class HeldJournal implements Journal {
    private final Journal journal;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private boolean holds;
    private boolean closed;

    HeldJournal(Journal journal) {
        this.journal = journal;
    }

    /** From now on it hears of nothing that is appended. */
    synchronized void hold() {
        holds = true;
    }

    /** It hears of all that was appended, and will be. */
    synchronized void letGo() {
        holds = false;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    synchronized boolean hasHeld() {
        return !held.isEmpty();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized CompletionStage<Long> append(byte[] bytes) {
        if (!holds) {
            return journal.append(bytes);
        }
        CompletableFuture<Long> answer = new CompletableFuture<>();
        held.add(() -> journal.append(bytes).whenComplete((position, e) -> {
            boolean unused = e == null ? answer.complete(position) : answer.completeExceptionally(e);
        }));
        return answer;
    }

    @Override
    public synchronized void follow(long afterPosition, Follower follower) {
        journal.follow(afterPosition, follower);
    }

    @Override
    public synchronized Bounds bounds() throws IOException {
        return journal.bounds();
    }

    @Override
    public synchronized void close() {
        closed = true;
        journal.close();
    }
}
