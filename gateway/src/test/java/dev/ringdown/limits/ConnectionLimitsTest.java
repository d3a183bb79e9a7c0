package dev.ringdown.limits;

import static dev.ringdown.testing.Addresses.network;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.ConnectionLimits.Admission;
import dev.ringdown.limits.ConnectionLimits.Admitted;
import dev.ringdown.limits.ConnectionLimits.Refused;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.TestLimits;
import dev.ringdown.testing.TestLimits.Connections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** At most 3 of an address, 2 of a holder, 4 of a customer, 5 in all. */
class ConnectionLimitsTest {
    private static final UUID C1 = new UUID(0, 1);
    private static final UUID C2 = new UUID(0, 2);
    private static final UUID C3 = new UUID(0, 3);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConnectionLimits limits = TestLimits.of(new Connections(5, 3, 2, 4), new GatewayMetrics(meters));

    @Test
    void anAddressHasItsLimit() {
        assertAdmitted(limits.admit(network("10.0.0.1"), "agent:a", C1));
        assertAdmitted(limits.admit(network("10.0.0.1"), "agent:b", C1));
        assertAdmitted(limits.admit(network("10.0.0.1"), "agent:c", C2));

        assertRefused(limits.admit(network("10.0.0.1"), "agent:d", C2), Limit.CONNECTIONS_PER_ADDRESS);
        assertAdmitted(limits.admit(network("10.0.0.2"), "agent:d", C2));
    }

    @Test
    void aHolderHasItsLimit() {
        assertAdmitted(limits.admit(network("10.0.0.1"), "agent:a", C1));
        assertAdmitted(limits.admit(network("10.0.0.2"), "agent:a", C1));

        assertRefused(limits.admit(network("10.0.0.3"), "agent:a", C1), Limit.CONNECTIONS_PER_IDENTITY);
        assertAdmitted(limits.admit(network("10.0.0.3"), "agent:b", C1));
    }

    @Test
    void aCustomerHasItsLimit() {
        assertAdmitted(limits.admit(network("10.0.0.1"), "agent:a", C1));
        assertAdmitted(limits.admit(network("10.0.0.2"), "agent:b", C1));
        assertAdmitted(limits.admit(network("10.0.0.3"), "agent:c", C1));
        assertAdmitted(limits.admit(network("10.0.0.4"), "agent:d", C1));

        assertRefused(limits.admit(network("10.0.0.5"), "agent:e", C1), Limit.CONNECTIONS_PER_CUSTOMER);
        assertAdmitted(limits.admit(network("10.0.0.5"), "agent:e", C2));
    }

    @Test
    void whoIsRefusedIsNotCounted() {
        limits.admit(network("10.0.0.1"), "agent:a", C1);
        limits.admit(network("10.0.0.1"), "agent:a", C1);

        assertRefused(limits.admit(network("10.0.0.1"), "agent:a", C1), Limit.CONNECTIONS_PER_IDENTITY);
        assertRefused(limits.admit(network("10.0.0.1"), "agent:a", C1), Limit.CONNECTIONS_PER_IDENTITY);

        assertThat(limits.open()).isEqualTo(2);
        assertAdmitted(limits.admit(network("10.0.0.1"), "agent:b", C1));
    }

    @Test
    void whoIsRefusedForItsCustomerIsNotCountedForItsAddressAndHolder() {
        limits.admit(network("10.0.0.1"), "agent:a", C1);
        limits.admit(network("10.0.0.2"), "agent:b", C1);
        limits.admit(network("10.0.0.3"), "agent:c", C1);
        limits.admit(network("10.0.0.4"), "agent:d", C1);

        assertRefused(limits.admit(network("10.0.0.9"), "agent:x", C1), Limit.CONNECTIONS_PER_CUSTOMER);
        assertRefused(limits.admit(network("10.0.0.9"), "agent:x", C1), Limit.CONNECTIONS_PER_CUSTOMER);
        assertRefused(limits.admit(network("10.0.0.9"), "agent:x", C1), Limit.CONNECTIONS_PER_CUSTOMER);
        assertAdmitted(limits.admit(network("10.0.0.9"), "agent:x", C2));
    }

    @Test
    void whoLeavesMakesRoom() {
        Admission first = limits.admit(network("10.0.0.1"), "agent:a", C1);
        limits.admit(network("10.0.0.1"), "agent:a", C1);

        ((Admitted) first).release();

        assertThat(limits.open()).isOne();
        assertAdmitted(limits.admit(network("10.0.0.1"), "agent:a", C1));
        assertRefused(limits.admit(network("10.0.0.1"), "agent:a", C1), Limit.CONNECTIONS_PER_IDENTITY);
    }

    @Test
    void theNodeIsFullAtItsLimit() {
        limits.admit(network("10.0.0.1"), "agent:a", C1);
        limits.admit(network("10.0.0.1"), "agent:b", C1);
        limits.admit(network("10.0.0.2"), "agent:c", C2);
        limits.admit(network("10.0.0.2"), "agent:d", C2);
        assertThat(limits.isFull()).isFalse();

        Admission last = limits.admit(network("10.0.0.3"), "agent:e", C3);
        assertThat(limits.isFull()).isTrue();
        ((Admitted) last).release();

        assertThat(limits.isFull()).isFalse();
        assertThat(reached("limits.connections")).isOne();
    }

    @Test
    void everyRefusalIsCounted() {
        limits.admit(network("10.0.0.1"), "agent:a", C1);
        limits.admit(network("10.0.0.1"), "agent:a", C1);
        limits.admit(network("10.0.0.1"), "agent:a", C1);
        limits.admit(network("10.0.0.1"), "agent:a", C1);

        assertThat(reached("limits.connections-per-identity")).isEqualTo(2);
    }

    private double reached(String limit) {
        return meters.get("ringdown.limits.reached")
                .tag("limit", limit)
                .counter()
                .count();
    }

    private static void assertAdmitted(Admission admission) {
        assertThat(admission).isInstanceOf(Admitted.class);
    }

    private static void assertRefused(Admission admission, Limit limit) {
        assertThat(admission).isEqualTo(new Refused(limit));
    }
}
