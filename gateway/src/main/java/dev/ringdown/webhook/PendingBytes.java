package dev.ringdown.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of webhooks are in memory, of everybody together. Thread-safe: one atomic count. */
final class PendingBytes {
    private final long max;
    private final AtomicLong taken = new AtomicLong();

    PendingBytes(long max) {
        this.max = max;
    }

    /** Takes so many bytes if they fit; takes none otherwise. */
    boolean tryTake(int bytes) {
        if (taken.addAndGet(bytes) <= max) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
