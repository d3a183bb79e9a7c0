package dev.ringdown.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlownessTest {
    private final Slowness slowness = new Slowness();

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private void slow(long fromSecond, long toSecond) {
        slowness.until(seconds(fromSecond), seconds(toSecond));
        slowness.end(seconds(toSecond));
    }

    @Test
    void whoPausesShortlyIsSlowAllTheTime() {
        slow(10, 15);
        slow(17, 23);

        assertThat(slowness.longestNanos(seconds(23))).isEqualTo(seconds(13));
    }

    @Test
    void whoPausesForLongBeginsAnew() {
        slow(10, 15);
        slow(18, 24);

        assertThat(slowness.longestNanos(seconds(24))).isEqualTo(seconds(6));
    }

    @Test
    void aConnectionThatBeginsWasNeverSlow() {
        slow(10, 15);
        slowness.none();
        assertThat(slowness.longestNanos(seconds(15))).isZero();

        slow(16, 20);
        assertThat(slowness.longestNanos(seconds(20))).isEqualTo(seconds(4));
    }
}
