package dev.ringdown.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** At most 10 bytes of a session, 15 of a holder, 20 of a customer, 25 of the node. */
class AccountTest {
    private static final UUID C1 = new UUID(0, 1);
    private static final UUID C2 = new UUID(0, 2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Accounts accounts = new Accounts(
            Budgets.UNLIMITED.with(Cost.FILTER_BYTES, new Maxima(10, 15, 20, 25)), new GatewayMetrics(meters), () -> 0);

    @Test
    void aSessionMayHoldAsMuchAsItsLimitAndNotOneMore() {
        Account account = accounts.open("agent:a", C1);

        assertThat(account.tryTake(Cost.FILTER_BYTES, 10)).isNull();
        assertThat(account.tryTake(Cost.FILTER_BYTES, 1)).isEqualTo(Limit.FILTER_BYTES);

        assertThat(account.held(Cost.FILTER_BYTES)).isEqualTo(10);
        assertThat(accounts.node().held(Cost.FILTER_BYTES)).isEqualTo(10);
        assertThat(reached("limits.filter-bytes")).isOne();
    }

    @Test
    void theSessionsOfAHolderShareItsLimit() {
        accounts.open("agent:a", C1).tryTake(Cost.FILTER_BYTES, 10);
        Account second = accounts.open("agent:a", C1);

        assertThat(second.tryTake(Cost.FILTER_BYTES, 6)).isEqualTo(Limit.FILTER_BYTES_PER_IDENTITY);
        assertThat(second.tryTake(Cost.FILTER_BYTES, 5)).isNull();
    }

    @Test
    void theHoldersOfACustomerShareItsLimit() {
        accounts.open("agent:a", C1).tryTake(Cost.FILTER_BYTES, 10);
        Account second = accounts.open("agent:b", C1);
        second.tryTake(Cost.FILTER_BYTES, 9);

        assertThat(second.tryTake(Cost.FILTER_BYTES, 1)).isNull();
        assertThat(accounts.open("agent:c", C1).tryTake(Cost.FILTER_BYTES, 1))
                .isEqualTo(Limit.FILTER_BYTES_PER_CUSTOMER);
    }

    @Test
    void whatIsRefusedIsCountedNowhere() {
        accounts.open("agent:a", C1).tryTake(Cost.FILTER_BYTES, 10);
        accounts.open("agent:b", C1).tryTake(Cost.FILTER_BYTES, 10);
        Account other = accounts.open("agent:c", C2);

        assertThat(other.tryTake(Cost.FILTER_BYTES, 6)).isEqualTo(Limit.FILTER_BYTES_PER_NODE);

        assertThat(other.tryTake(Cost.FILTER_BYTES, 5)).isNull();
        assertThat(accounts.node().held(Cost.FILTER_BYTES)).isEqualTo(25);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        Account account = accounts.open("agent:a", C1);
        account.tryTake(Cost.FILTER_BYTES, 10);

        account.give(Cost.FILTER_BYTES, 4);

        assertThat(account.tryTake(Cost.FILTER_BYTES, 4)).isNull();
        assertThat(account.tryTake(Cost.FILTER_BYTES, 1)).isEqualTo(Limit.FILTER_BYTES);
    }

    @Test
    void nothingIsLeftBehindByASessionThatEnds() {
        Account account = accounts.open("agent:a", C1);
        account.tryTake(Cost.FILTER_BYTES, 7);
        account.tryTake(Cost.REPLAYS, 3);

        account.close();
        account.close();
        account.give(Cost.FILTER_BYTES, 7);

        assertThat(accounts.node().held(Cost.FILTER_BYTES)).isZero();
        assertThat(accounts.node().held(Cost.REPLAYS)).isZero();
        assertThat(accounts.owners()).isZero();
    }

    @Test
    void moreThanIsHeldCannotBeGivenBack() {
        Account account = accounts.open("agent:a", C1);
        account.tryTake(Cost.FILTER_BYTES, 3);

        assertThatThrownBy(() -> account.give(Cost.FILTER_BYTES, 4)).isInstanceOf(IllegalArgumentException.class);

        assertThat(accounts.node().held(Cost.FILTER_BYTES)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void eachCostIsCountedForItself(Cost cost) {
        Account account = accounts.open("agent:a", C1);
        Account other = accounts.open("agent:b", C1);

        account.tryTake(cost, 4);
        other.tryTake(cost, 3);

        assertThat(account.held(cost)).isEqualTo(4);
        assertThat(accounts.node().held(cost)).isEqualTo(7);
        assertThat(meters.get("ringdown.held").tag("what", cost.word()).gauge().value())
                .isEqualTo(7);
        assertThat(Cost.all())
                .filteredOn(each -> each != cost)
                .allSatisfy(each -> assertThat(account.held(each)).isZero());
        account.give(cost, 4);
        other.close();
        assertThat(accounts.node().held(cost)).isZero();
    }

    @Test
    void whatACustomerOrTheNodeRefusesIsGivenBackToItsHolder() {
        accounts.open("agent:a", C1).tryTake(Cost.FILTER_BYTES, 10);
        Account second = accounts.open("agent:b", C1);
        second.tryTake(Cost.FILTER_BYTES, 8);
        Account third = accounts.open("agent:b", C1);

        assertThat(third.tryTake(Cost.FILTER_BYTES, 4)).isEqualTo(Limit.FILTER_BYTES_PER_CUSTOMER);
        assertThat(third.holder().held(Cost.FILTER_BYTES)).isEqualTo(8);
        assertThat(third.customer().held(Cost.FILTER_BYTES)).isEqualTo(18);

        Account other = accounts.open("agent:c", C2);
        assertThat(other.tryTake(Cost.FILTER_BYTES, 8)).isEqualTo(Limit.FILTER_BYTES_PER_NODE);
        assertThat(other.holder().held(Cost.FILTER_BYTES)).isZero();
        assertThat(other.customer().held(Cost.FILTER_BYTES)).isZero();
        assertThat(other.held(Cost.FILTER_BYTES)).isZero();
    }

    @Test
    void fromAnAccountThatIsClosedNothingCanBeTaken() {
        Account account = accounts.open("agent:a", C1);
        account.tryTake(Cost.FILTER_BYTES, 4);

        account.close();

        assertThat(account.held(Cost.FILTER_BYTES)).isZero();
        assertThatThrownBy(() -> account.tryTake(Cost.FILTER_BYTES, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the account is closed (expected: one of an open session)");
    }

    @Test
    void lessThanNothingCannotBeGivenBack() {
        Account account = accounts.open("agent:a", C1);

        assertThatThrownBy(() -> account.give(Cost.FILTER_BYTES, -1)).isInstanceOf(IllegalArgumentException.class);
        account.give(Cost.FILTER_BYTES, 0);
    }

    @Test
    void aHolderIsKnownWhileItHasASession() {
        Account first = accounts.open("agent:a", C1);
        Account second = accounts.open("agent:a", C1);
        assertThat(accounts.owners()).isEqualTo(2);

        first.close();
        assertThat(accounts.owners()).isEqualTo(2);
        second.close();
        assertThat(accounts.owners()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1"})
    void noMaximumIsLessThanNothing(long session, long holder, long customer, long node) {
        assertThatThrownBy(() -> new Maxima(session, holder, customer, node))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("(expected: at least 0 each)");
        assertThat(new Maxima(0, 0, 0, 0).node()).isZero();
    }

    private double reached(String limit) {
        return meters.get("ringdown.limits.reached")
                .tag("limit", limit)
                .counter()
                .count();
    }
}
