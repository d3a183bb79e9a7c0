package dev.ringdown.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Ten a second, three of them at once. */
class PaceTest {
    /** Near the end of its range, as {@link System#nanoTime()} may be. */
    private static final long NOW = Long.MAX_VALUE - 1;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long BURST = Pace.nanosFor(3, 10);

    private final AtomicLong rest = new AtomicLong();

    private boolean tryTake(int amount, long nowNanos) {
        return Pace.tryTake(rest, Pace.nanosFor(amount, 10), BURST, nowNanos);
    }

    @Test
    void atRestSoMuchFlowsAtOnceAndNoMore() {
        assertThat(tryTake(1, NOW)).isTrue();
        assertThat(tryTake(2, NOW)).isTrue();
        assertThat(tryTake(1, NOW)).isFalse();
    }

    @Test
    void moreFlowsWithTime() {
        tryTake(3, NOW);

        assertThat(tryTake(1, NOW + SECOND / 10 - 1)).isFalse();
        assertThat(tryTake(1, NOW + SECOND / 10)).isTrue();
        assertThat(tryTake(1, NOW + SECOND / 10)).isFalse();
    }

    @Test
    void whoAsksOftenGetsNoLess() {
        tryTake(3, NOW);

        assertThat(tryTake(1, NOW + SECOND / 30)).isFalse();
        assertThat(tryTake(1, NOW + SECOND / 15)).isFalse();
        assertThat(tryTake(1, NOW + SECOND / 10)).isTrue();
    }

    @Test
    void aLongRestSavesNoMoreThanFlowsAtOnce() {
        tryTake(1, NOW);

        assertThat(tryTake(3, NOW + 1000 * SECOND)).isTrue();
        assertThat(tryTake(1, NOW + 1000 * SECOND)).isFalse();
    }

    @Test
    void whatIsTooMuchTakesNothing() {
        tryTake(2, NOW);

        assertThat(tryTake(2, NOW)).isFalse();
        assertThat(tryTake(1, NOW)).isTrue();
    }
}
