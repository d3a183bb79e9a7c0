package dev.ringdown.limits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So much a second in the long run, and some of it at once, by the generic cell rate algorithm (ITU-T I.371): what is kept is
 * one number for each who flows, the moment at which all that has flowed so far would have flowed at exactly that rate. 0
 * stands for one that is long past. Stateless.
 */
public final class Pace {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Pace() {}

    /** How long an amount takes to flow, at least a nanosecond. */
    public static long nanosFor(long amount, long perSecond) {
        double nanos = (double) amount * NANOS_PER_SECOND / perSecond;
        return Math.max(1, (long) Math.min(nanos, Long.MAX_VALUE / 4));
    }

    /**
     * When the rate is at rest again if so much more flows, or 0: it is too much. What alone is more than may flow at once passes
     * when the rate is at rest, or it never could.
     *
     * @param nanos how long that takes to flow
     * @param burstNanos how long that takes to flow which may flow at once
     */
    public static long restAfter(long restNanos, long nanos, long burstNanos, long nowNanos) {
        boolean atRest = restNanos == 0 || restNanos - nowNanos <= 0;
        long after = (atRest ? nowNanos : restNanos) + nanos;
        if (!atRest && after - nowNanos > burstNanos) {
            return 0;
        }
        return after == 0 ? 1 : after;
    }

    /**
     * Lets something flow, unless it is too much. Any number of threads may ask at a time.
     *
     * @param restNanos what is kept, see {@link #restAfter}; 0 at first
     * @param nanos how long that takes to flow
     * @param burstNanos how long that takes to flow which may flow at once
     */
    public static boolean tryTake(AtomicLong restNanos, long nanos, long burstNanos, long nowNanos) {
        while (true) {
            long before = restNanos.get();
            long after = restAfter(before, nanos, burstNanos, nowNanos);
            if (after == 0) {
                return false;
            }
            if (restNanos.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
