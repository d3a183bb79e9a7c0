package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import dev.ringdown.current.Current;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many connections there may be: in all, of one client network, of one holder of a credential, of one customer. Who gets in
 * has an account. Thread-safe.
 */
public final class ConnectionLimits {
    /** The answer to one more connection. */
    public sealed interface Admission {}

    /** The connection is counted until it is released. */
    public final class Admitted implements Admission {
        private final ClientNetwork client;
        private final Account account;

        private Admitted(ClientNetwork client, Account account) {
            this.client = client;
            this.account = account;
        }

        /** What its session holds and does. */
        public Account account() {
            return account;
        }

        /** Stops counting the connection, and gives back what its session holds; call it once, on its event loop. */
        public void release() {
            account.close();
            giveNetwork(client);
        }
    }

    /** The connection is one too many. */
    public record Refused(Limit limit) implements Admission {}

    private final Current<Integer> maxPerAddress;
    private final Accounts accounts;
    private final GatewayMetrics metrics;
    private final ConcurrentMap<ClientNetwork, Integer> byNetwork = new ConcurrentHashMap<>();

    /** @param maxPerAddress connections of one client network */
    public ConnectionLimits(int maxPerAddress, Accounts accounts) {
        this(Current.always(maxPerAddress), accounts);
    }

    /** @param maxPerAddress connections of one client network, at each time; those that are beyond it stay */
    public ConnectionLimits(Current<Integer> maxPerAddress, Accounts accounts) {
        this.maxPerAddress = requireNonNull(maxPerAddress, "maxPerAddress");
        this.accounts = requireNonNull(accounts, "accounts");
        this.metrics = accounts.metrics();
    }

    /** Whether the node has as many connections as it may have. */
    public boolean isFull() {
        boolean full = open() >= accounts.budgets().of(Cost.CONNECTIONS).node();
        if (full) {
            metrics.limitReached(Limit.CONNECTIONS);
        }
        return full;
    }

    /** How many connections are counted at this time. */
    public long open() {
        return accounts.node().held(Cost.CONNECTIONS);
    }

    /**
     * Counts one more connection, unless one of the limits is reached.
     *
     * @param holder equal for all connections of one holder
     */
    public Admission admit(ClientNetwork client, Object holder, UUID customer) {
        if (!takeNetwork(client)) {
            metrics.limitReached(Limit.CONNECTIONS_PER_ADDRESS);
            return new Refused(Limit.CONNECTIONS_PER_ADDRESS);
        }
        Account account = accounts.open(holder, customer);
        Limit reached = account.tryTake(Cost.CONNECTIONS, 1);
        if (reached != null) {
            account.close();
            giveNetwork(client);
            return new Refused(reached);
        }
        return new Admitted(client, account);
    }

    private boolean takeNetwork(ClientNetwork client) {
        AtomicBoolean taken = new AtomicBoolean();
        byNetwork.compute(client, (same, count) -> {
            int before = count == null ? 0 : count;
            taken.set(before < maxPerAddress.get());
            return taken.get() ? Integer.valueOf(before + 1) : count;
        });
        return taken.get();
    }

    private void giveNetwork(ClientNetwork client) {
        byNetwork.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
    }
}
