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

    private final Restart restart = new Restart(Duration.ofMillis(1500));

    @Test
    void nobodyIsAskedToComeBackBeforeAStartIsOver() {
        LongSummaryStatistics waits = of(restart.appointments(100, DRAIN));

        assertThat(waits.getMin()).isGreaterThanOrEqualTo(2000);
        assertThat(waits.getMax()).isLessThan(2500);
    }

    @Test
    void manyComeOverALongerTime() {
        LongSummaryStatistics waits = of(restart.appointments(5000, DRAIN));

        assertThat(waits.getMax()).isBetween(6000L, 6999L);
    }

    @Test
    void noMatterHowManyTheyComeWithinTheTimeOfDraining() {
        LongSummaryStatistics waits = of(restart.appointments(1_000_000, Duration.ofSeconds(2)));

        assertThat(waits.getMax()).isLessThan(4000);
    }

    private static LongSummaryStatistics of(LongSupplier appointments) {
        return LongStream.generate(appointments).limit(10_000).summaryStatistics();
    }
}
