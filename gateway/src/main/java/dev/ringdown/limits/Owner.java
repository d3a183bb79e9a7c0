package dev.ringdown.limits;

/**
 * Who answers for what several sessions hold and do: a holder, a customer, or the node. Thread-safe, without a lock.
 */
public final class Owner extends Amounts {
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
        long nanos = Pace.nanosFor(amount, perSecond);
        while (true) {
            long before = get(at);
            long after = Pace.restAfter(before, nanos, Rate.BURST_NANOS, nowNanos);
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
            add(placeOf(rate), -Pace.nanosFor(amount, perSecond));
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
}
