package dev.ringdown.testing;

import dev.ringdown.limits.Account;
import dev.ringdown.limits.Accounts;
import dev.ringdown.limits.Budgets;
import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.limits.Cost;
import dev.ringdown.metrics.GatewayMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;

/** Limits and accounts for tests. */
public final class TestLimits {
    /** How many connections there may be. */
    public record Connections(int total, int perAddress, int perHolder, int perCustomer) {}

    private TestLimits() {}

    /** At most so many connections, and no limit of anything else. */
    public static ConnectionLimits of(Connections most, GatewayMetrics metrics) {
        Budgets budgets = Budgets.UNLIMITED.with(
                Cost.CONNECTIONS, new Maxima(Long.MAX_VALUE, most.perHolder, most.perCustomer, most.total));
        return new ConnectionLimits(most.perAddress, new Accounts(budgets, metrics, System::nanoTime));
    }

    /** An account of a session of which nothing is limited. */
    public static Account unlimited() {
        return new Accounts(Budgets.UNLIMITED, new GatewayMetrics(new SimpleMeterRegistry()), System::nanoTime)
                .open("holder", new UUID(0, 1));
    }
}
