package dev.ringdown.limits;

/**
 * Who answers for what several sessions hold and do: a holder, a customer, or the node. Thread-safe, without a lock.
 *
 * <p>A rate is kept as the moment at which all that has flowed so far would have flowed at exactly that rate (the theoretical
 * arrival time of the generic cell rate algorithm, ITU-T I.371): one number, however much is allowed at once.
 */
public final class Owner extends Amounts {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long BURST_NANOS = Rate.BURST_SECONDS * NANOS_PER_SECOND;

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
            if (change(at, before, before + amount)) {
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
            if (change(at, before, after)) {
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
        for (Cost cost : Cost.all()) {
            if (held(cost) != 0) {
                return false;
            }
        }
        for (Rate rate : Rate.values()) {
            long rest = get(placeOf(rate));
            if (rest != 0 && rest - nowNanos > 0) {
                return false;
            }
        }
        return true;
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
