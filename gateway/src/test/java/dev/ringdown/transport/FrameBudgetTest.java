package dev.ringdown.transport;

import static dev.ringdown.transport.FrameBudget.Verdict.CLOSE;
import static dev.ringdown.transport.FrameBudget.Verdict.PAUSE;
import static dev.ringdown.transport.FrameBudget.Verdict.PAUSE_AND_TELL;
import static dev.ringdown.transport.FrameBudget.Verdict.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.Account;
import dev.ringdown.limits.Accounts;
import dev.ringdown.limits.Budgets;
import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.limits.Rate;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two frames a second, so ten at once; a hundred bytes a second, so 500 at once. */
class FrameBudgetTest {
    private static final Duration PONG_TIMEOUT = Duration.ofSeconds(20);
    private static final long PLENTY = 1_000_000;
    private static final Budgets TWO_FRAMES =
            Budgets.UNLIMITED.with(Rate.FRAMES, new Maxima(2, PLENTY, PLENTY, PLENTY));
    private static final Budgets TWO_FRAMES_OF_A_CUSTOMER =
            Budgets.UNLIMITED.with(Rate.FRAMES, new Maxima(PLENTY, PLENTY, 2, PLENTY));
    private static final Budgets HUNDRED_BYTES =
            Budgets.UNLIMITED.with(Rate.FRAME_BYTES, new Maxima(100, PLENTY, PLENTY, PLENTY));

    private long nowNanos = Duration.ofHours(1).toNanos();

    @Test
    void asManyAsMayComeAtOnceAreReadAndOneMoreMakesAPause() {
        FrameBudget budget = budget(TWO_FRAMES);

        assertThat(take(budget, 10)).containsOnly(READ);
        assertThat(take(budget)).isEqualTo(PAUSE_AND_TELL);
        assertThat(budget.limit()).isEqualTo(Limit.FRAMES);
        assertThat(budget.isPaused()).isTrue();
        assertThat(budget.pauseNanos(PONG_TIMEOUT)).isEqualTo(FrameBudget.FIRST_PAUSE.toNanos());
    }

    @Test
    void whoKeepsToTheRateIsReadForEver() {
        FrameBudget budget = budget(TWO_FRAMES);

        Set<FrameBudget.Verdict> verdicts = Stream.generate(() -> {
                    pass(Duration.ofMillis(500));
                    return take(budget);
                })
                .limit(1_000)
                .collect(Collectors.toSet());

        assertThat(verdicts).containsOnly(READ);
    }

    @Test
    void whatHadBeenReadAlreadyIsNotCountedAgainstWhoIsPaused() {
        FrameBudget budget = budget(TWO_FRAMES);
        take(budget, 11);

        assertThat(take(budget, 1_000)).containsOnly(READ);
        assertThat(take(budget)).isEqualTo(CLOSE);
    }

    @Test
    void whoGoesOnBeyondWhatOneSessionMayIsClosed() {
        FrameBudget budget = budget(TWO_FRAMES);
        take(budget, 11);
        pass(FrameBudget.FIRST_PAUSE);
        budget.resume();

        assertThat(take(budget, 2)).containsOnly(READ);
        assertThat(take(budget)).isEqualTo(CLOSE);
    }

    @Test
    void aMinuteLaterItIsForgotten() {
        FrameBudget budget = budget(TWO_FRAMES);
        take(budget, 11);
        budget.resume();
        pass(Duration.ofMinutes(1));

        assertThat(take(budget, 10)).containsOnly(READ);
        assertThat(take(budget)).isEqualTo(PAUSE_AND_TELL);
    }

    /** It may be others who have used it up. */
    @Test
    void aBudgetThatManyShareOnlyMakesLongerPauses() {
        FrameBudget budget = budget(TWO_FRAMES_OF_A_CUSTOMER);
        take(budget, 10);

        assertThat(pauses(budget, 6)).containsExactly(1L, 2L, 4L, 8L, 8L, 8L);
        assertThat(budget.limit()).isEqualTo(Limit.FRAMES_PER_CUSTOMER);
    }

    @Test
    void aPauseIsShortEnoughForAPongToBeHeardInTime() {
        FrameBudget budget = budget(TWO_FRAMES_OF_A_CUSTOMER);
        take(budget, 10);
        assertThat(pauses(budget, 3)).containsExactly(1L, 2L, 4L);

        assertThat(budget.pauseNanos(Duration.ofSeconds(6)))
                .isEqualTo(Duration.ofSeconds(3).toNanos());
    }

    @Test
    void bytesCountAsTheyWereOnTheWireEmptyFramesToo() {
        FrameBudget budget = budget(HUNDRED_BYTES);
        WebSocketFrame of98 = new TextWebSocketFrame("x".repeat(92));
        WebSocketFrame of508 = new TextWebSocketFrame("x".repeat(500));

        assertThat(take(budget, 83)).containsOnly(READ); // 498 bytes
        assertThat(take(budget)).isEqualTo(PAUSE_AND_TELL);
        assertThat(budget.limit()).isEqualTo(Limit.FRAME_BYTES);
        FrameBudget other = budget(HUNDRED_BYTES);
        assertThat(Stream.generate(() -> other.take(of98, nowNanos)).limit(5)).containsOnly(READ);
        assertThat(other.take(of98, nowNanos)).isEqualTo(PAUSE_AND_TELL);
        assertThat(budget(HUNDRED_BYTES).take(of508, nowNanos)).isEqualTo(READ);
    }

    @Test
    void whatIsInflatedCountsLikeWhatCame() {
        FrameBudget budget = budget(HUNDRED_BYTES);

        assertThat(budget.takeInflated(500, nowNanos)).isEqualTo(READ);
        assertThat(budget.takeInflated(1, nowNanos)).isEqualTo(PAUSE_AND_TELL);
    }

    private Stream<Long> pauses(FrameBudget budget, int count) {
        return Stream.generate(() -> {
                    assertThat(take(budget)).isIn(PAUSE_AND_TELL, PAUSE);
                    budget.resume();
                    return Duration.ofNanos(budget.pauseNanos(PONG_TIMEOUT)).toSeconds();
                })
                .limit(count);
    }

    private FrameBudget budget(Budgets budgets) {
        return new FrameBudget(account(budgets));
    }

    private Account account(Budgets budgets) {
        return new Accounts(budgets, new GatewayMetrics(new SimpleMeterRegistry()), () -> nowNanos)
                .open("holder", new UUID(0, 1));
    }

    private void pass(Duration time) {
        nowNanos += time.toNanos();
    }

    private FrameBudget.Verdict take(FrameBudget budget) {
        return budget.take(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER), nowNanos);
    }

    private Set<FrameBudget.Verdict> take(FrameBudget budget, int count) {
        return Stream.generate(() -> take(budget)).limit(count).collect(Collectors.toSet());
    }
}
