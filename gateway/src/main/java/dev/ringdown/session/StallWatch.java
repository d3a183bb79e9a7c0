package dev.ringdown.session;

import java.time.Duration;

/**
 * Notices a peer that takes nothing at all of what waits for it, as opposed to one that is merely slow. Confined to the
 * session's event loop.
 */
final class StallWatch {
    private final long patienceNanos;
    private long unsentBytes;
    private long sinceNanos;

    /** @param patience how long a peer may take nothing */
    StallWatch(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Looks again.
     *
     * @param unsentBytes what waits for the socket; as long as something waits that the socket does not take, the session
     *     adds nothing, so any change is progress
     */
    boolean isStalled(long unsentBytes, long nowNanos) {
        if (unsentBytes == 0 || unsentBytes != this.unsentBytes) {
            this.unsentBytes = unsentBytes;
            sinceNanos = nowNanos;
            return false;
        }
        return nowNanos - sinceNanos >= patienceNanos;
    }
}
