package dev.ringdown.limits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who answers for what several sessions hold and do: a holder, a customer, or the node. Thread-safe, without a lock. There may
 * be as many as sessions, so its amounts are one bare array: a place for each cost, then one for each rate.
 *
 * <p>A rate is kept as the moment at which all that has flowed so far would have flowed at exactly that rate (the theoretical
 * arrival time of the generic cell rate algorithm, ITU-T I.371): one number, however much is allowed at once.
 */
public final class Owner {
    static final int AMOUNTS = Cost.COUNT + Rate.COUNT;

    private static final VarHandle AMOUNT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long BURST_NANOS = Rate.BURST_SECONDS * NANOS_PER_SECOND;

    /** What is held of each cost, and when each rate is at rest again (0: it always was). */
    private final long[] amounts = new long[AMOUNTS];

    /** Sessions that are open; only {@link Accounts} changes it, for one owner at a time. */
    int sessions;

    private final Object key;

    /** @param key who it is, among those of its kind */
    Owner(Object key) {
        this.key = key;
    }

    Object key() {
        return key;
    }

    static int placeOf(Cost cost) {
        return cost.ordinal();
    }

    static int placeOf(Rate rate) {
        return Cost.COUNT + rate.ordinal();
    }

    /** How much is held at this time. */
    public long held(Cost cost) {
        return get(placeOf(cost));
    }

    boolean tryTake(Cost cost, long amount, long maximum) {
        int at = placeOf(cost);
        while (true) {
            long before = get(at);
            if (before + amount > maximum) {
                return false;
            }
            if (AMOUNT.compareAndSet(amounts, at, before, before + amount)) {
                return true;
            }
        }
    }

    void give(Cost cost, long amount) {
        add(placeOf(cost), -amount);
    }

    boolean tryTake(Rate rate, long amount, long perSecond, long nowNanos) {
        if (perSecond == Long.MAX_VALUE) {
            return true;
        }
        int at = placeOf(rate);
        long nanos = nanosFor(amount, perSecond);
        while (true) {
            long before = get(at);
            long after = restAfter(before, nanos, nowNanos);
            if (after == 0) {
                return false;
            }
            if (AMOUNT.compareAndSet(amounts, at, before, after)) {
                return true;
            }
        }
    }

    void give(Rate rate, long amount, long perSecond) {
        if (perSecond != Long.MAX_VALUE) {
            add(placeOf(rate), -nanosFor(amount, perSecond));
        }
    }

    /** Whether nothing is held and every rate is at rest, so that a new owner would be the same. */
    boolean isAtRest(long nowNanos) {
        for (int i = 0; i < Cost.COUNT; i++) {
            if (get(i) != 0) {
                return false;
            }
        }
        for (int i = Cost.COUNT; i < AMOUNTS; i++) {
            long rest = get(i);
            if (rest != 0 && rest - nowNanos > 0) {
                return false;
            }
        }
        return true;
    }

    private long get(int at) {
        return (long) AMOUNT.getVolatile(amounts, at);
    }

    private void add(int at, long amount) {
        AMOUNT.getAndAdd(amounts, at, amount);
    }

    /** How long an amount takes to flow. */
    static long nanosFor(long amount, long perSecond) {
        double nanos = (double) amount * NANOS_PER_SECOND / perSecond;
        return Math.max(1, (long) Math.min(nanos, Long.MAX_VALUE / 4));
    }

    /**
     * When a rate is at rest again if so much more flows, or 0: it is too much. What alone is more than may flow at once passes
     * when the rate is at rest, or it never could.
     */
    static long restAfter(long restNanos, long nanos, long nowNanos) {
        boolean atRest = restNanos == 0 || restNanos - nowNanos <= 0;
        long after = (atRest ? nowNanos : restNanos) + nanos;
        if (!atRest && after - nowNanos > BURST_NANOS) {
            return 0;
        }
        return after == 0 ? 1 : after;
    }
}
