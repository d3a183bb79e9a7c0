package dev.ringdown.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final long MILLI = 1_000_000;

    private final Meter meter = new Meter();

    @Test
    void percentilesAreThoseOfWhatWasAdded() {
        meter.begin();
        LongStream.rangeClosed(1, 1_000).forEach(millis -> meter.add(millis * MILLI, 10));

        Meter.Readings readings = meter.end();

        assertThat(readings.count()).isEqualTo(1_000);
        assertThat(readings.bytes()).isEqualTo(10_000);
        assertThat((double) readings.latency().getValueAtPercentile(50)).isCloseTo(500e6, within(1e6));
        assertThat((double) readings.latency().getValueAtPercentile(99)).isCloseTo(990e6, within(1e6));
        assertThat((double) readings.latency().getMaxValue()).isCloseTo(1_000e6, within(1e6));
    }

    @Test
    void whatCameBeforeIsNotMeasuredButCounted() {
        meter.add(7 * MILLI, 10);
        meter.begin();
        meter.add(1 * MILLI, 10);

        Meter.Readings readings = meter.end();

        assertThat(readings.count()).isOne();
        assertThat(readings.latency().getTotalCount()).isOne();
        assertThat(meter.total()).isEqualTo(2);
    }

    @Test
    void whatComesAfterwardsIsNotMeasuredButCounted() {
        meter.begin();
        Meter.Readings readings = meter.end();
        meter.add(7 * MILLI, 10);

        assertThat(readings.count()).isZero();
        assertThat(readings.latency().getTotalCount()).isZero();
        assertThat(meter.total()).isOne();
    }

    @Test
    void impossibleLatenciesBecomeTheNearestPossible() {
        meter.begin();
        meter.add(-5, 10);
        meter.add(Long.MAX_VALUE, 10);

        Meter.Readings readings = meter.end();

        assertThat(readings.latency().getMinValue()).isZero();
        assertThat((double) readings.latency().getMaxValue()).isCloseTo(3_600e9, within(4e9));
    }

    @Test
    void anAnswerToABatchCountsForAllOfIt() {
        meter.begin();
        meter.add(3 * MILLI, 0, 100);

        Meter.Readings readings = meter.end();

        assertThat(readings.count()).isEqualTo(100);
        assertThat(readings.latency().getTotalCount()).isOne();
    }
}
