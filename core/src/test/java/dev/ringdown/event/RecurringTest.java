package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecurringTest {
    private final Recurring<String> recurring = new Recurring<>();

    @Test
    void theFirstOfEqualValuesStandsForAll() {
        String first = new String("call_created");

        assertThat(recurring.of(first)).isSameAs(first);
        assertThat(recurring.of(new String("call_created"))).isSameAs(first);
    }

    @Test
    void valuesThatMeetInAPlaceAreToldApart() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());

        assertThat(recurring.of("Aa")).isEqualTo("Aa");
        assertThat(recurring.of("BB")).isEqualTo("BB");
        assertThat(recurring.of("Aa")).isEqualTo("Aa");
    }
}
