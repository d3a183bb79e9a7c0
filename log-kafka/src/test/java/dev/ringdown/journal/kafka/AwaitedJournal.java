package dev.ringdown.journal.kafka;

import dev.ringdown.journal.Journal;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/** A journal whose records have come back when the call that appends them returns: for tests that take a log's turns themselves. */
final class AwaitedJournal implements Journal {
    private final Journal journal;
    private final Semaphore told = new Semaphore(0);

    AwaitedJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public CompletionStage<Long> append(byte[] record) {
        CompletionStage<Long> position = journal.append(record);
        told.acquireUninterruptibly();
        return position;
    }

    @Override
    public void follow(long afterPosition, Follower follower) {
        journal.follow(afterPosition, new Follower() {
            @Override
            public void record(long position, long millis, byte[] bytes) {
                follower.record(position, millis, bytes);
                told.release();
            }

            @Override
            public void replaced() {
                follower.replaced();
            }

            @Override
            public void truncated(long lastPosition) {
                follower.truncated(lastPosition);
            }
        });
    }

    @Override
    public Bounds bounds() throws IOException {
        return journal.bounds();
    }

    @Override
    public void close() {
        journal.close();
    }
}
