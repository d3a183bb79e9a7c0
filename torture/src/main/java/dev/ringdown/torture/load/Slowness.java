package dev.ringdown.torture.load;

import dev.ringdown.torture.wire.Wire;

/** How a client keeps a connection waiting: it reads nothing for a while, or little. Confined to the client's loop. */
final class Slowness {
    private long sinceNanos;
    private long untilNanos;
    private boolean now;
    private long longestNanos;

    /** A connection begins, and is read as fast as it goes. */
    void none() {
        now = false;
        longestNanos = 0;
    }

    /** It is slow from now on, or for longer than it would have been. */
    void until(long nowNanos, long endNanos) {
        if (!now) {
            now = true;
            sinceNanos = nowNanos;
        }
        untilNanos = endNanos;
    }

    boolean isNow() {
        return now;
    }

    /** Lets the connection be read as slowly as it should be now. */
    void turn(Wire wire, long nowNanos, boolean noMore) {
        if (!now) {
            return;
        }
        if (noMore || nowNanos - untilNanos >= 0) {
            now = false;
            longestNanos = Math.max(longestNanos, nowNanos - sinceNanos);
            wire.reading(true);
            wire.fullSpeed();
        } else {
            wire.readMore();
        }
    }

    /** The longest that this connection was kept waiting. */
    long longestNanos(long nowNanos) {
        return now ? Math.max(longestNanos, nowNanos - sinceNanos) : longestNanos;
    }
}
