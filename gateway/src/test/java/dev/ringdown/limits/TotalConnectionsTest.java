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

/** At most 2 connections in all, and 1 of everything else. Nobody here asks first whether the node is full. */
class TotalConnectionsTest {
    private static final UUID C1 = new UUID(0, 1);
    private static final UUID C2 = new UUID(0, 2);
    private static final UUID C3 = new UUID(0, 3);
    private static final UUID C9 = new UUID(0, 9);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConnectionLimits limits = TestLimits.of(new Connections(2, 1, 1, 1), new GatewayMetrics(meters));

    @Test
    void oneTooManyIsRefused() {
        limits.admit(network("10.0.0.1"), "agent:a", C1);
        limits.admit(network("10.0.0.2"), "agent:b", C2);

        Admission third = limits.admit(network("10.0.0.3"), "agent:c", C3);

        assertThat(third).isEqualTo(new Refused(Limit.CONNECTIONS));
        assertThat(limits.open()).isEqualTo(2);
        assertThat(reached("limits.connections")).isOne();
    }

    @Test
    void whoIsRefusedOnAFullNodeIsNotCountedAnywhereElse() {
        Admission first = limits.admit(network("10.0.0.1"), "agent:a", C1);
        limits.admit(network("10.0.0.2"), "agent:b", C2);
        limits.admit(network("10.0.0.3"), "agent:c", C3);
        ((Admitted) first).release();

        assertThat(limits.admit(network("10.0.0.3"), "agent:c", C3)).isInstanceOf(Admitted.class);
    }

    @Test
    void whoIsRefusedForItsAddressTakesNoPlaceOfTheNode() {
        limits.admit(network("10.0.0.1"), "agent:a", C1);

        Admission refused = limits.admit(network("10.0.0.1"), "agent:b", C2);

        assertThat(refused).isEqualTo(new Refused(Limit.CONNECTIONS_PER_ADDRESS));
        assertOnePlaceIsLeft();
    }

    @Test
    void whoIsRefusedForItsHolderTakesNoPlaceOfTheNode() {
        limits.admit(network("10.0.0.1"), "agent:a", C1);

        Admission refused = limits.admit(network("10.0.0.2"), "agent:a", C2);

        assertThat(refused).isEqualTo(new Refused(Limit.CONNECTIONS_PER_IDENTITY));
        assertOnePlaceIsLeft();
    }

    @Test
    void whoIsRefusedForItsCustomerTakesNoPlaceOfTheNode() {
        limits.admit(network("10.0.0.1"), "agent:a", C1);

        Admission refused = limits.admit(network("10.0.0.2"), "agent:b", C1);

        assertThat(refused).isEqualTo(new Refused(Limit.CONNECTIONS_PER_CUSTOMER));
        assertOnePlaceIsLeft();
    }

    private void assertOnePlaceIsLeft() {
        assertThat(limits.open()).isOne();
        assertThat(limits.admit(network("10.0.0.9"), "agent:z", C9)).isInstanceOf(Admitted.class);
        assertThat(limits.isFull()).isTrue();
    }

    private double reached(String limit) {
        return meters.get("ringdown.limits.reached")
                .tag("limit", limit)
                .counter()
                .count();
    }
}
