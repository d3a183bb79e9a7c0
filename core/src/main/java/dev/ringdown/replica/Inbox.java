package dev.ringdown.replica;

import dev.ringdown.journal.Journal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a journal tells a log, until the log takes it. When there is no room, whoever tells waits. Thread-safe: one lock, held
 * for a few steps.
 */
final class Inbox {
    /**
     * A record as it came.
     *
     * @param receivedNanos when
     */
    record Arrived(long position, long millis, byte[] bytes, long receivedNanos) {}

    /** A record that was sent, and of which it is not known what became of it. */
    record Failed(long number, String reason) {}

    /**
     * What has arrived so far.
     *
     * @param position of the newest record
     * @param nanos when it came
     * @param isSomeWaiting whether some of it was not taken yet
     */
    record Arrival(long position, long nanos, boolean isSomeWaiting) {}

    private final long maxBytes;
    private final LongSupplier nanoTime;
    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();

    // Guarded by the lock.
    private final ArrayDeque<Arrived> arrived = new ArrayDeque<>();
    private final List<Failed> failed = new ArrayList<>();
    private long bytes;
    private long arrivedPosition;
    private long arrivedNanos;
    private @Nullable Ear ear; // whom the journal tells
    private @Nullable String lost;
    private boolean closed;

    /**
     * @param maxBytes so many bytes of records may wait, or one record
     * @param afterPosition what comes is behind this
     * @param wake is run whenever there is something to take, after it can be taken
     */
    Inbox(long maxBytes, long afterPosition, LongSupplier nanoTime, Runnable wake) {
        this.maxBytes = maxBytes;
        this.arrivedPosition = afterPosition;
        this.nanoTime = nanoTime;
        this.arrivedNanos = nanoTime.getAsLong();
        this.wake = wake;
    }

    /** Who is told by a journal from now on; what the one before is told still is not heard. */
    private final class Ear implements Journal.Follower {
        @Override
        public void record(long position, long millis, byte[] record) {
            arrived(this, position, millis, record);
        }

        @Override
        public void replaced() {
            lose(this, "the journal was replaced, or has dropped records that were not applied here");
        }

        @Override
        public void truncated(long lastPosition) {
            lose(this, "the journal has lost what came after record " + lastPosition);
        }
    }

    /** Lets a journal tell what comes behind the newest that has arrived, from now on. */
    void follow(Journal journal) {
        Ear next = new Ear();
        long after;
        lock.lock();
        try {
            ear = next;
            after = arrivedPosition;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        journal.follow(after, next);
    }

    private void arrived(Ear by, long position, long millis, byte[] record) {
        lock.lock();
        try {
            while (bytes > 0 && bytes + record.length > maxBytes && by == ear && !closed) {
                room.awaitUninterruptibly();
            }
            if (closed || by != ear) {
                return;
            }
            arrivedPosition = position;
            arrivedNanos = nanoTime.getAsLong();
            arrived.add(new Arrived(position, millis, record, arrivedNanos));
            bytes += record.length;
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    private void lose(Ear by, String how) {
        lock.lock();
        try {
            if (by != ear) {
                return;
            }
            lost = how;
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    /** It is not known what became of a record. */
    void failed(long number, Throwable cause) {
        lock.lock();
        try {
            failed.add(new Failed(number, String.valueOf(cause.getMessage())));
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    /** Takes the records that came, in order, up to so many bytes; one at least if there is one. */
    List<Arrived> takeArrived(long upToBytes) {
        lock.lock();
        try {
            List<Arrived> taken = new ArrayList<>();
            long takenBytes = 0;
            for (Arrived next = arrived.peek();
                    next != null && (taken.isEmpty() || takenBytes + next.bytes.length <= upToBytes);
                    next = arrived.peek()) {
                taken.add(next);
                takenBytes += next.bytes.length;
                arrived.remove();
            }
            bytes -= takenBytes;
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** What has arrived so far. */
    Arrival arrival() {
        lock.lock();
        try {
            return new Arrival(arrivedPosition, arrivedNanos, !arrived.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** Takes word of records of which it is not known what became of them. */
    List<Failed> takeFailed() {
        lock.lock();
        try {
            List<Failed> taken = List.copyOf(failed);
            failed.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing that came since can be applied, and nothing will come that can; null if that is not so. */
    @Nullable
    String lost() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody takes anything any more; who waits for room goes. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
