package dev.ringdown.torture.load;

import dev.ringdown.torture.wire.Wire;
import java.util.concurrent.TimeUnit;

/** How a client keeps a connection waiting: it reads nothing for a while, or little. Confined to the client's loop. */
final class Slowness {
    /** Who pauses for less may have taken nothing meanwhile, on a machine that has much to do; so it is slow all the time. */
    private static final long TO_TAKE_SOMETHING_NANOS = TimeUnit.SECONDS.toNanos(3);

    private long sinceNanos;
    private long untilNanos; // or was
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
            if (longestNanos == 0 || nowNanos - untilNanos >= TO_TAKE_SOMETHING_NANOS) {
                sinceNanos = nowNanos;
            }
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
            end(nowNanos);
            wire.reading(true);
            wire.fullSpeed();
        } else {
            wire.readMore();
        }
    }

    /** It is read as fast as it goes again. */
    void end(long nowNanos) {
        now = false;
        untilNanos = nowNanos;
        longestNanos = Math.max(longestNanos, nowNanos - sinceNanos);
    }

    /** The longest that this connection was kept waiting. */
    long longestNanos(long nowNanos) {
        return now ? Math.max(longestNanos, nowNanos - sinceNanos) : longestNanos;
    }
}
