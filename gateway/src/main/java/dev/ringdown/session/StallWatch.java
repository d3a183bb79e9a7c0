package dev.ringdown.session;

import java.time.Duration;

/**
 * Notices a peer that takes nothing at all of what waits for it, as opposed to one that is merely slow. Confined to the
 * session's event loop.
 */
final class StallWatch {
    private long unsentBytes;
    private long sinceNanos;

    /** Begins when something waits that did not before. */
    StallWatch(long unsentBytes, long nowNanos) {
        this.unsentBytes = unsentBytes;
        this.sinceNanos = nowNanos;
    }

    /**
     * Looks again, while something waits.
     *
     * @param unsentBytes what waits for the socket; as long as something waits that the socket does not take, the session
     *     adds nothing, so any change is progress
     * @param patience how long a peer may take nothing
     */
    boolean isStalled(long unsentBytes, long nowNanos, Duration patience) {
        if (unsentBytes != this.unsentBytes) {
            this.unsentBytes = unsentBytes;
            sinceNanos = nowNanos;
            return false;
        }
        return nowNanos - sinceNanos >= patience.toNanos();
    }
}
