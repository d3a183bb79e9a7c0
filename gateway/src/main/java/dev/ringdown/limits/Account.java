package dev.ringdown.limits;

import dev.ringdown.protocol.Limit;
import org.jspecify.annotations.Nullable;

/**
 * What one session holds and does, counted for the session, its holder, its customer and the node. Confined to the
 * session's event loop. Closing it gives back whatever the session still holds, so that nothing is left behind.
 *
 * <p>It and the {@link Accounts} know each other: they open it, and forget its owners when it is closed.
 */
public final class Account extends Amounts {
    private final Accounts accounts;
    private final Owner holder;
    private final Owner customer;

    private boolean closed;

    Account(Accounts accounts, Owner holder, Owner customer) {
        this.accounts = accounts;
        this.holder = holder;
        this.customer = customer;
    }

    /**
     * Takes an amount, for the session, its holder, its customer and the node, or for none of them.
     *
     * @return null if it was taken; otherwise the first limit that is in the way, which has been counted
     */
    public @Nullable Limit tryTake(Cost cost, long amount) {
        Limit reached = reached(cost, amount, accounts.budgets().of(cost));
        if (reached != null) {
            accounts.metrics().limitReached(reached);
            return reached;
        }
        add(placeOf(cost), amount);
        return null;
    }

    private @Nullable Limit reached(Cost cost, long amount, Budgets.Maxima maxima) {
        if (closed) {
            throw new IllegalStateException("the account is closed (expected: one of an open session)");
        }
        if (held(cost) + amount > maxima.session()) {
            return cost.limits().session();
        }
        if (!holder.tryTake(cost, amount, maxima.holder())) {
            return cost.limits().holder();
        }
        if (!customer.tryTake(cost, amount, maxima.customer())) {
            holder.give(cost, amount);
            return cost.limits().customer();
        }
        if (!accounts.node().tryTake(cost, amount, maxima.node())) {
            customer.give(cost, amount);
            holder.give(cost, amount);
            return cost.limits().node();
        }
        return null;
    }

    /** Gives back an amount that was taken; does nothing once the account is closed, when all of it has been given back. */
    public void give(Cost cost, long amount) {
        if (closed) {
            return;
        }
        if (amount < 0 || amount > held(cost)) {
            throw new IllegalArgumentException(
                    cost + ": " + amount + " given back (expected: at most " + held(cost) + ", which is held)");
        }
        add(placeOf(cost), -amount);
        giveAll(cost, amount);
    }

    private void giveAll(Cost cost, long amount) {
        accounts.node().give(cost, amount);
        customer.give(cost, amount);
        holder.give(cost, amount);
    }

    /** How much the session holds. */
    public long held(Cost cost) {
        return closed ? 0 : get(placeOf(cost));
    }

    /**
     * Lets an amount flow, for the session, its holder, its customer and the node, or for none of them. An amount that alone is
     * more than may flow at once passes when nothing has flowed lately.
     *
     * @return null if it may flow; otherwise the first limit that is in the way, which has been counted
     */
    public @Nullable Limit tryTake(Rate rate, long amount, long nowNanos) {
        Limit reached = reached(rate, amount, accounts.budgets().of(rate), nowNanos);
        if (reached != null) {
            accounts.metrics().limitReached(reached);
        }
        return reached;
    }

    private @Nullable Limit reached(Rate rate, long amount, Budgets.Maxima maxima, long nowNanos) {
        int at = placeOf(rate);
        long before = get(at);
        long rest = Pace.restAfter(before, Pace.nanosFor(amount, maxima.session()), Rate.BURST_NANOS, nowNanos);
        if (rest == 0) {
            return rate.limits().session();
        }
        if (!holder.tryTake(rate, amount, maxima.holder(), nowNanos)) {
            return rate.limits().holder();
        }
        if (!customer.tryTake(rate, amount, maxima.customer(), nowNanos)) {
            holder.give(rate, amount, maxima.holder());
            return rate.limits().customer();
        }
        if (!accounts.node().tryTake(rate, amount, maxima.node(), nowNanos)) {
            customer.give(rate, amount, maxima.customer());
            holder.give(rate, amount, maxima.holder());
            return rate.limits().node();
        }
        change(at, before, rest); // nobody else changes it
        return null;
    }

    /** Gives back all that the session holds; nothing can be taken any more. Closing again does nothing. */
    public void close() {
        if (closed) {
            return;
        }
        for (Cost cost : Cost.all()) {
            if (held(cost) > 0) {
                giveAll(cost, held(cost));
            }
        }
        closed = true;
        accounts.closed(this);
    }

    Owner holder() {
        return holder;
    }

    Owner customer() {
        return customer;
    }
}
