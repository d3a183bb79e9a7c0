package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Sessions come back when the node is there again, and not all in the same moment. */
class RestartTest {
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Restart restart = new Restart(Duration.ofMillis(1500));

    @Test
    void nobodyIsAskedToComeBackBeforeAStartIsOver() {
        LongSummaryStatistics waits = of(appointments(100, DRAIN));

        assertThat(waits.getMin()).isGreaterThanOrEqualTo(2000);
        assertThat(waits.getMax()).isLessThan(2500);
    }

    @Test
    void manyComeOverALongerTime() {
        LongSummaryStatistics waits = of(appointments(5000, DRAIN));

        assertThat(waits.getMax()).isBetween(6000L, 6999L);
    }

    @Test
    void noMatterHowManyTheyComeWithinTheTimeOfDraining() {
        LongSummaryStatistics waits = of(appointments(1_000_000, Duration.ofSeconds(2)));

        assertThat(waits.getMax()).isLessThan(4000);
    }

    @Test
    void nobodyIsAskedToComeBackWhileAnswersOfOthersMayBeWaitedFor() {
        LongSummaryStatistics waits = of(restart.appointments(1, Duration.ofSeconds(5), DRAIN));

        assertThat(waits.getMin()).isGreaterThan(1500 + 5000);
    }

    @Test
    void manyHaveMoreTimeToAnswerButNoMoreThanAConnectionMayTakeToClose() {
        assertThat(Restart.patience(100, CLOSE_TIMEOUT)).isEqualTo(Duration.ofMillis(300));
        assertThat(Restart.patience(20_000, CLOSE_TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Restart.patience(1_000_000, CLOSE_TIMEOUT)).isEqualTo(CLOSE_TIMEOUT);
    }

    private LongSupplier appointments(long sessions, Duration atMost) {
        return restart.appointments(sessions, Duration.ofMillis(300), atMost);
    }

    private static LongSummaryStatistics of(LongSupplier appointments) {
        return LongStream.generate(appointments).limit(10_000).summaryStatistics();
    }
}
