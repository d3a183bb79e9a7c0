package dev.ringdown.torture.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How what the honest saw becomes a figure. */
class HonestyTest {
    private static final long MILLI = 1_000_000;

    @Test
    void ofAHundredDeliveriesTheSlowestIsTheP99() {
        Honesty honesty = new Honesty(millis(1, 100), List.of(), 0);

        assertThat(honesty.deliveryMillis(0.99)).isEqualTo(100);
        assertThat(honesty.deliveryMillis(0.5)).isEqualTo(51);
        assertThat(honesty.deliveryMillis(1)).isEqualTo(100);
    }

    @Test
    void roundsArePooledAndNotAveraged() {
        Honesty quick = new Honesty(millis(1, 100), List.of(7 * MILLI), 1);
        Honesty late = new Honesty(millis(101, 200), List.of(9 * MILLI, 8 * MILLI), 4);

        Honesty pooled = Honesty.pooled(List.of(quick, late));

        assertThat(pooled.deliveryMillis(0.99)).isEqualTo(199);
        assertThat(pooled.served()).isEqualTo(3);
        assertThat(pooled.newcomers()).isEqualTo(5);
        assertThat(pooled.slowestHistoryMillis()).isEqualTo(9);
    }

    @Test
    void nothingSeenIsNotFast() {
        Honesty nothing = new Honesty(List.of(), List.of(), 0);

        assertThat(nothing.deliveryMillis(0.99)).isEqualTo(-1);
    }

    private static List<Long> millis(int first, int last) {
        return LongStream.rangeClosed(first, last)
                .map(milli -> milli * MILLI)
                .boxed()
                .toList();
    }
}
