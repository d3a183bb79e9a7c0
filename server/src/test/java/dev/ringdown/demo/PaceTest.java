package dev.ringdown.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    @Test
    void aLowRateDoesNotSlowPeopleDown() {
        assertThat(new Pace(0.1).nanos(30)).isEqualTo(30_000_000_000L);
    }

    @Test
    void aHighRateMakesEverythingQuicker() {
        assertThat(new Pace(5_000).nanos(30)).isEqualTo(30_000_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100_001, Double.NaN, Double.POSITIVE_INFINITY})
    void aRateThatCannotBeIsRefused(double eventsPerSecond) {
        assertThatThrownBy(() -> new Pace(eventsPerSecond))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("eventsPerSecond: " + eventsPerSecond + " (expected: more than 0, at most 100000)");
    }
}
