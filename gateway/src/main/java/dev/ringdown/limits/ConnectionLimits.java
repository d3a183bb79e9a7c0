package dev.ringdown.limits;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there may be: in all, of one address, of one holder of a credential, of one customer. Thread-safe. */
public final class ConnectionLimits {
    /**
     * The limits.
     *
     * @param total in all
     * @param perAddress of one client address
     * @param perHolder of one agent, access key or direct token
     * @param perCustomer of one customer
     */
    public record Maxima(int total, int perAddress, int perHolder, int perCustomer) {}

    /** The answer to one more connection. */
    public sealed interface Admission {}

    /** The connection is counted until it is released. */
    public final class Admitted implements Admission {
        private final String address;
        private final Object holder;
        private final UUID customer;

        private Admitted(String address, Object holder, UUID customer) {
            this.address = address;
            this.holder = holder;
            this.customer = customer;
        }

        /** Stops counting the connection; call it once. */
        public void release() {
            total.decrementAndGet();
            give(byAddress, address);
            give(byHolder, holder);
            give(byCustomer, customer);
        }
    }

    /** The connection is one too many. */
    public record Refused(Limit limit) implements Admission {}

    private final Maxima maxima;
    private final GatewayMetrics metrics;
    private final AtomicInteger total = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final ConcurrentMap<Object, Integer> byHolder = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, Integer> byCustomer = new ConcurrentHashMap<>();

    public ConnectionLimits(Maxima maxima, GatewayMetrics metrics) {
        this.maxima = maxima;
        this.metrics = metrics;
    }

    /** Whether the node has as many connections as it may have. */
    public boolean isFull() {
        boolean full = total.get() >= maxima.total;
        if (full) {
            metrics.limitReached(Limit.CONNECTIONS);
        }
        return full;
    }

    /** How many connections are counted at this time. */
    public int open() {
        return total.get();
    }

    /**
     * Counts one more connection, unless one of the limits is reached.
     *
     * @param holder equal for all connections of one holder
     */
    public Admission admit(String address, Object holder, UUID customer) {
        if (total.incrementAndGet() > maxima.total) {
            total.decrementAndGet();
            return refuse(Limit.CONNECTIONS);
        }
        Admission admission = admitWithinTotal(address, holder, customer);
        if (admission instanceof Refused) {
            total.decrementAndGet();
        }
        return admission;
    }

    private Admission admitWithinTotal(String address, Object holder, UUID customer) {
        if (!take(byAddress, address, maxima.perAddress)) {
            return refuse(Limit.CONNECTIONS_PER_ADDRESS);
        }
        if (!take(byHolder, holder, maxima.perHolder)) {
            give(byAddress, address);
            return refuse(Limit.CONNECTIONS_PER_IDENTITY);
        }
        if (!take(byCustomer, customer, maxima.perCustomer)) {
            give(byHolder, holder);
            give(byAddress, address);
            return refuse(Limit.CONNECTIONS_PER_CUSTOMER);
        }
        return new Admitted(address, holder, customer);
    }

    private Refused refuse(Limit limit) {
        metrics.limitReached(limit);
        return new Refused(limit);
    }

    private static <K> boolean take(ConcurrentMap<K, Integer> counts, K key, int maximum) {
        AtomicBoolean taken = new AtomicBoolean();
        counts.compute(key, (name, count) -> {
            int before = count == null ? 0 : count;
            taken.set(before < maximum);
            return taken.get() ? Integer.valueOf(before + 1) : count;
        });
        return taken.get();
    }

    private static <K> void give(ConcurrentMap<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (name, count) -> count == 1 ? null : count - 1);
    }
}
