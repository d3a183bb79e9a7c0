package dev.ringdown.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 10 frames a second of a session, so 50 at once; 20 of a holder, 30 of a customer, 40 of the node. */
class RateTest {
    private static final UUID C1 = new UUID(0, 1);
    private static final UUID C2 = new UUID(0, 2);
    private static final long SECOND = 1_000_000_000L;

    private long now = Long.MAX_VALUE - SECOND; // a clock of nanoseconds may run over
    private final Accounts accounts = new Accounts(
            Budgets.UNLIMITED.with(Rate.FRAMES, new Maxima(10, 20, 30, 40)),
            new GatewayMetrics(new SimpleMeterRegistry()),
            () -> now);

    @Test
    void fiveSecondsWorthFlowsAtOnceAndNotOneMore() {
        Account account = accounts.open("agent:a", C1);

        assertThat(account.tryTake(Rate.FRAMES, 50, now)).isNull();
        assertThat(account.tryTake(Rate.FRAMES, 1, now)).isEqualTo(Limit.FRAMES);
    }

    @Test
    void inTheLongRunAsMuchFlowsAsASecondAllows() {
        Account account = accounts.open("agent:a", C1);
        account.tryTake(Rate.FRAMES, 50, now);

        now += 2 * SECOND;

        assertThat(account.tryTake(Rate.FRAMES, 20, now)).isNull();
        assertThat(account.tryTake(Rate.FRAMES, 1, now)).isEqualTo(Limit.FRAMES);
    }

    @Test
    void moreThanMayEverFlowAtOncePassesWhenNothingHasFlowedLately() {
        Account account = accounts.open("agent:a", C1);

        assertThat(account.tryTake(Rate.FRAMES, 60, now)).isNull();

        now += SECOND;
        assertThat(account.tryTake(Rate.FRAMES, 1, now)).isEqualTo(Limit.FRAMES);
    }

    @Test
    void theSessionsOfAHolderAndOfACustomerShareTheirLimits() {
        accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 50, now);
        accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 50, now);
        accounts.open("agent:b", C1).tryTake(Rate.FRAMES, 50, now);

        assertThat(accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 1, now)).isEqualTo(Limit.FRAMES_PER_IDENTITY);
        assertThat(accounts.open("agent:b", C1).tryTake(Rate.FRAMES, 1, now)).isEqualTo(Limit.FRAMES_PER_CUSTOMER);
        assertThat(accounts.open("agent:c", C2).tryTake(Rate.FRAMES, 50, now)).isNull();
        assertThat(accounts.open("agent:d", new UUID(0, 3)).tryTake(Rate.FRAMES, 1, now))
                .isEqualTo(Limit.FRAMES_PER_NODE);
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 50, now);
        accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 40, now);
        Account third = accounts.open("agent:a", C1);

        assertThat(third.tryTake(Rate.FRAMES, 11, now)).isEqualTo(Limit.FRAMES_PER_IDENTITY);

        assertThat(third.tryTake(Rate.FRAMES, 10, now)).isNull();
    }

    @Test
    void comingBackDoesNotBeginTheRateOfAHolderAnew() {
        for (int session = 0; session < 2; session++) {
            Account account = accounts.open("agent:a", C1);
            account.tryTake(Rate.FRAMES, 50, now);
            account.close();
        }

        assertThat(accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 1, now)).isEqualTo(Limit.FRAMES_PER_IDENTITY);
    }

    @Test
    void whatACustomerRefusesIsGivenBackToItsHolder() {
        accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 50, now);
        accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 50, now);
        accounts.open("agent:b", C1).tryTake(Rate.FRAMES, 40, now);

        assertThat(accounts.open("agent:b", C1).tryTake(Rate.FRAMES, 50, now)).isEqualTo(Limit.FRAMES_PER_CUSTOMER);
        assertThat(accounts.open("agent:b", C1).tryTake(Rate.FRAMES, 10, now)).isNull();
        assertThat(accounts.open("agent:b", C2).tryTake(Rate.FRAMES, 50, now)).isNull();
    }

    @Test
    void whatTheNodeRefusesIsGivenBackToHolderAndCustomer() {
        accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 50, now);
        accounts.open("agent:a", C1).tryTake(Rate.FRAMES, 50, now);
        accounts.open("agent:b", C1).tryTake(Rate.FRAMES, 50, now);
        Account other = accounts.open("agent:c", C2);

        assertThat(other.tryTake(Rate.FRAMES, 51, now)).isEqualTo(Limit.FRAMES_PER_NODE);
        assertThat(other.holder().isAtRest(now)).isTrue();
        assertThat(other.customer().isAtRest(now)).isTrue();
        assertThat(other.tryTake(Rate.FRAMES, 50, now)).isNull();
        assertThat(other.holder().isAtRest(now)).isFalse();
        assertThat(other.holder().isAtRest(now + 10 * SECOND)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void eachRateFlowsForItself(Rate rate) {
        Accounts all = new Accounts(
                Budgets.UNLIMITED.with(rate, new Maxima(10, 20, 30, 40)),
                new GatewayMetrics(new SimpleMeterRegistry()),
                () -> now);
        Account account = all.open("agent:a", C1);

        assertThat(account.tryTake(rate, 50, now)).isNull();
        assertThat(account.tryTake(rate, 1, now)).isEqualTo(rate.limits().session());
        assertThat(Rate.values())
                .filteredOn(each -> each != rate)
                .allSatisfy(
                        each -> assertThat(account.tryTake(each, 1_000, now)).isNull());
    }

    @Test
    void whoHoldsSomethingIsNotAtRest() {
        Account account = accounts.open("agent:a", C1);
        assertThat(account.holder().isAtRest(now)).isTrue();

        account.tryTake(Cost.REPLAYS, 1);

        assertThat(account.holder().isAtRest(now)).isFalse();
    }
}
