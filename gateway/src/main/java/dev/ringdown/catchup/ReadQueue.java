package dev.ringdown.catchup;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.TurnQueue;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everybody waits who reads the log. Customers take turns, so that nobody waits for what another customer asked for
 * longer than for one read of each; and one customer never has all readers at a time, unless there is but one. Within a
 * customer those who catch up take turns with those who ask for history; these take turns by holder, then by session. A read
 * is a short one: who needs more comes again. Thread-safe.
 */
public final class ReadQueue {
    /**
     * Whose turn a read is. Immutable.
     *
     * @param path among those of the customer
     */
    public record Place(UUID customer, List<Object> path) {
        private enum Kind {
            CATCHING_UP,
            ASKING
        }

        public Place {
            path = List.copyOf(path);
        }

        /** All who catch up with the events of a customer. */
        public static Place catchingUp(UUID customer) {
            return new Place(customer, List.of(Kind.CATCHING_UP));
        }

        /**
         * A session that asks for history.
         *
         * @param holder equal for all sessions of one holder
         */
        public static Place asking(UUID customer, Object holder, String session) {
            return new Place(customer, List.of(Kind.ASKING, holder, session));
        }
    }

    /** What is read for one customer. */
    private static final class Customer {
        final UUID id;
        final TurnQueue<Runnable> waiting = new TurnQueue<>();

        /** Reads under way. */
        int active;

        Customer(UUID id) {
            this.id = id;
        }
    }

    /** A read whose turn it is. */
    private record Turn(Customer customer, Runnable read) {}

    private static final Logger LOG = LoggerFactory.getLogger(ReadQueue.class);

    private final Executor readers;
    private final int threads;
    private final int maxWaiting;
    private final GatewayMetrics metrics;

    // Guarded by this.
    /** Those with reads that wait or are under way; who went last comes last. */
    private final Map<UUID, Customer> customers = new LinkedHashMap<>();

    private int waiting;
    private int active;

    /**
     * @param readers where the disk is read
     * @param threads how many reads may go on at a time
     * @param maxWaiting how many reads may wait
     */
    public ReadQueue(Executor readers, int threads, int maxWaiting, GatewayMetrics metrics) {
        this.readers = requireNonNull(readers, "readers");
        this.threads = threads;
        this.maxWaiting = maxWaiting;
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Lets a read wait for its turn; false if too many wait already, or no reader is there. */
    public boolean offer(Place place, Runnable read) {
        synchronized (this) {
            if (waiting >= maxWaiting) {
                metrics.limitReached(Limit.READ_REQUESTS);
                return false;
            }
            Customer customer = customers.computeIfAbsent(place.customer, Customer::new);
            customer.waiting.add(place.path, read);
            waiting++;
            if (active == threads || !mayRead(customer)) {
                return true; // whoever ends a read comes to it
            }
            active++;
        }
        try {
            readers.execute(this::work);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("no reader is free");
            return !giveUp(place, read);
        }
    }

    /** Whether the read was still waiting, and nobody will come to it. */
    private synchronized boolean giveUp(Place place, Runnable read) {
        active--;
        Customer customer = customers.get(place.customer);
        if (active > 0 || customer == null || !customer.waiting.remove(place.path, read)) {
            return false;
        }
        waiting--;
        forgetIfIdle(customer);
        return true;
    }

    private void work() {
        Turn turn = next(null);
        while (turn != null) {
            try {
                turn.read.run();
            } catch (RejectedExecutionException e) {
                LOG.debug("one who waited for a read is gone: its event loop has ended");
            } catch (RuntimeException | Error e) { // whatever it was, the others still wait
                LOG.error("a read failed", e);
            }
            turn = next(turn.customer);
        }
    }

    /**
     * The next read, or null if none may begin now.
     *
     * @param ended for whom a read has ended; null: nobody
     */
    private synchronized @Nullable Turn next(@Nullable Customer ended) {
        if (ended != null) {
            ended.active--;
            forgetIfIdle(ended);
        }
        for (Customer customer : customers.values()) { // at most as many as there are readers are passed over
            if (mayRead(customer) && customer.waiting.size() > 0) {
                customers.remove(customer.id);
                customers.put(customer.id, customer);
                customer.active++;
                waiting--;
                return new Turn(customer, requireNonNull(customer.waiting.poll(), "read"));
            }
        }
        active--;
        return null;
    }

    private boolean mayRead(Customer customer) {
        return customer.active < Math.max(1, threads - 1);
    }

    private void forgetIfIdle(Customer customer) {
        if (customer.active == 0 && customer.waiting.size() == 0) {
            customers.remove(customer.id);
        }
    }

    /** Somebody has waited for a read as long as may be. */
    void overdue() {
        metrics.limitReached(Limit.READ_TIMEOUT);
    }

    /** How many reads wait. */
    public synchronized int waiting() {
        return waiting;
    }
}
