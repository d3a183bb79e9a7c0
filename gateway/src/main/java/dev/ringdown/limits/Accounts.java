package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringdown.current.Current;
import dev.ringdown.metrics.GatewayMetrics;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * What all sessions of the node hold and do, by their holders and customers. Holders and customers without a session are
 * remembered for a while, if their rates are not at rest, so that coming back does not begin them anew. Thread-safe.
 */
public final class Accounts {
    private static final int MAX_REMEMBERED = 10_000;

    private final Current<Budgets> budgets;
    private final GatewayMetrics metrics;
    private final Owner node = new Owner("node");
    private final Owners holders;
    private final Owners customers;

    /** @param nanoTime the clock of the sessions' event loops */
    public Accounts(Budgets budgets, GatewayMetrics metrics, LongSupplier nanoTime) {
        this(Current.always(budgets), metrics, nanoTime);
    }

    /**
     * With budgets that may be replaced. What is held then stays held: where it is more than the new budget, nothing more is
     * taken until it is less.
     *
     * @param nanoTime the clock of the sessions' event loops
     */
    public Accounts(Current<Budgets> budgets, GatewayMetrics metrics, LongSupplier nanoTime) {
        this.budgets = requireNonNull(budgets, "budgets");
        this.metrics = requireNonNull(metrics, "metrics");
        this.holders = new Owners(nanoTime);
        this.customers = new Owners(nanoTime);
        for (Cost cost : Cost.all()) {
            metrics.holds(cost.word(), () -> node.held(cost));
        }
    }

    /**
     * Opens the account of a session, which closes it.
     *
     * @param holder equal for all sessions of one holder
     */
    public Account open(Object holder, UUID customer) {
        return new Account(this, holders.open(holder), customers.open(customer));
    }

    /** Who answers for all sessions. */
    public Owner node() {
        return node;
    }

    /** How many holders and customers have sessions at this time. */
    public int owners() {
        return holders.size() + customers.size();
    }

    Budgets budgets() {
        return budgets.get();
    }

    GatewayMetrics metrics() {
        return metrics;
    }

    void closed(Account account) {
        holders.close(account.holder());
        customers.close(account.customer());
    }

    /** The owners of one kind that have sessions, and those that had one lately. */
    private static final class Owners {
        private final LongSupplier nanoTime;
        private final ConcurrentMap<Object, Owner> open = new ConcurrentHashMap<>();
        private final Cache<Object, Owner> lately;

        Owners(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            this.lately = Caffeine.newBuilder()
                    .maximumSize(MAX_REMEMBERED)
                    .expireAfterWrite(Duration.ofMinutes(1)) // long after every burst is over
                    .ticker(nanoTime::getAsLong)
                    .executor(Runnable::run)
                    .build();
        }

        Owner open(Object key) {
            return requireNonNull(open.compute(key, (same, found) -> {
                Owner owner = found == null ? lately.asMap().remove(key) : found;
                owner = owner == null ? new Owner(key) : owner;
                owner.sessions++;
                return owner;
            }));
        }

        void close(Owner closed) {
            open.computeIfPresent(closed.key(), (key, owner) -> {
                owner.sessions--;
                if (owner.sessions > 0) {
                    return owner;
                }
                if (!owner.isAtRest(nanoTime.getAsLong())) {
                    lately.put(key, owner);
                }
                return null;
            });
        }

        int size() {
            return open.size();
        }
    }
}
