package dev.ringdown.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** Ten bytes of each, fifteen of all. */
class BodyBudgetTest {
    private static final BodyBudget.Bounds BOUNDS =
            new BodyBudget.Bounds(Limit.WEBHOOK_BYTES_PER_WEBHOOK, 10, Limit.WEBHOOK_BYTES, 15);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final BodyBudget budget = new BodyBudget(BOUNDS, metrics);

    @Test
    void oneMayTakeAllOfItsShareAndNotAByteMore() {
        assertThat(budget.tryTake("pbx", 10)).isNull();

        assertThat(budget.tryTake("pbx", 1)).isEqualTo(Limit.WEBHOOK_BYTES_PER_WEBHOOK);
        assertThat(budget.taken()).isEqualTo(10);
        assertThat(meters.get("ringdown.limits.reached")
                        .tag("limit", "limits.webhook-bytes-per-webhook")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void allTogetherMayTakeWhatThereIsAndNotAByteMore() {
        budget.tryTake("pbx", 10);
        assertThat(budget.tryTake("crm", 5)).isNull();

        assertThat(budget.tryTake("crm", 1)).isEqualTo(Limit.WEBHOOK_BYTES);
        assertThat(budget.isOfAll(Limit.WEBHOOK_BYTES)).isTrue();
        assertThat(budget.isOfAll(Limit.WEBHOOK_BYTES_PER_WEBHOOK)).isFalse();
        assertThat(budget.taken()).isEqualTo(15);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgainAndNobodyIsRemembered() {
        budget.tryTake("pbx", 4);
        budget.tryTake("pbx", 6);
        budget.give("pbx", 4);
        assertThat(budget.tryTake("pbx", 4)).isNull();

        budget.give("pbx", 10);

        assertThat(budget.taken()).isZero();
        assertThat(budget.payers()).isZero();
    }

    @Test
    void whoIsRefusedIsNotRememberedEither() {
        assertThat(budget.tryTake("a-name-of-a-stranger", 11)).isEqualTo(Limit.WEBHOOK_BYTES_PER_WEBHOOK);

        assertThat(budget.payers()).isZero();
    }

    @Test
    void bodiesOfWhichNothingIsKeptHaveNoBoundTogether() {
        BodyBudget strangers = new BodyBudget(BOUNDS.ofEachOnly(), metrics);

        assertThat(strangers.tryTake("a", 10)).isNull();
        assertThat(strangers.tryTake("b", 10)).isNull();
        assertThat(strangers.tryTake("b", 1)).isEqualTo(Limit.WEBHOOK_BYTES_PER_WEBHOOK);
    }
}
