package dev.ringdown.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.current.Replaceable;
import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Another limit applies to what is held already: nothing is forgotten, and nothing is taken away. */
class ReplacedBudgetsTest {
    private static final UUID CUSTOMER = new UUID(0, 1);
    private static final ClientNetwork CLIENT = ClientNetwork.of(InetAddress.getLoopbackAddress());

    private final Replaceable<Budgets> budgets = new Replaceable<>(filterBytes(10));
    private final Accounts accounts = new Accounts(budgets, new GatewayMetrics(new SimpleMeterRegistry()), () -> 0);

    private static Budgets filterBytes(long session) {
        return Budgets.UNLIMITED.with(Cost.FILTER_BYTES, new Maxima(session, 100, 100, 100));
    }

    private static Budgets connections(long node) {
        return Budgets.UNLIMITED.with(Cost.CONNECTIONS, new Maxima(Long.MAX_VALUE, 100, 100, node));
    }

    @Test
    void aHigherOneGivesRoomForWhatIsNotHeldYet() {
        Account account = accounts.open("agent:a", CUSTOMER);
        account.tryTake(Cost.FILTER_BYTES, 10);

        budgets.replace(filterBytes(12));

        assertThat(account.tryTake(Cost.FILTER_BYTES, 3)).isEqualTo(Limit.FILTER_BYTES);
        assertThat(account.tryTake(Cost.FILTER_BYTES, 2)).isNull();
    }

    @Test
    void aLowerOneTakesNothingAwayAndGivesNothingMoreUntilThereIsRoom() {
        Account account = accounts.open("agent:a", CUSTOMER);
        account.tryTake(Cost.FILTER_BYTES, 10);

        budgets.replace(filterBytes(4));

        assertThat(account.held(Cost.FILTER_BYTES)).isEqualTo(10);
        assertThat(account.tryTake(Cost.FILTER_BYTES, 1)).isEqualTo(Limit.FILTER_BYTES);
        account.give(Cost.FILTER_BYTES, 7);
        assertThat(account.tryTake(Cost.FILTER_BYTES, 1)).isNull();
        assertThat(account.tryTake(Cost.FILTER_BYTES, 1)).isEqualTo(Limit.FILTER_BYTES);
    }

    @Test
    void connectionsBeyondALowerLimitStayAndCountUntilTheyGo() {
        budgets.replace(connections(2));
        ConnectionLimits limits = new ConnectionLimits(100, accounts);
        var first = (ConnectionLimits.Admitted) limits.admit(CLIENT, "agent:a", CUSTOMER);
        var second = (ConnectionLimits.Admitted) limits.admit(CLIENT, "agent:a", CUSTOMER);

        budgets.replace(connections(1));

        assertThat(limits.open()).isEqualTo(2);
        first.release();
        assertThat(limits.isFull()).isTrue();
        second.release();
        assertThat(limits.isFull()).isFalse();
        assertThat(limits.admit(CLIENT, "agent:a", CUSTOMER)).isInstanceOf(ConnectionLimits.Admitted.class);
    }

    @Test
    void thoseOfOneAddressAreCountedAcrossAChange() {
        budgets.replace(Budgets.UNLIMITED);
        Replaceable<Integer> perAddress = new Replaceable<>(1);
        ConnectionLimits limits = new ConnectionLimits(perAddress, accounts);
        limits.admit(CLIENT, "agent:a", CUSTOMER);

        perAddress.replace(2);

        assertThat(limits.admit(CLIENT, "agent:a", CUSTOMER)).isInstanceOf(ConnectionLimits.Admitted.class);
        assertThat(limits.admit(CLIENT, "agent:a", CUSTOMER))
                .isEqualTo(new ConnectionLimits.Refused(Limit.CONNECTIONS_PER_ADDRESS));
    }
}
