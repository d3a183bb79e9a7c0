package dev.ringdown.torture.abuse.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.torture.abuse.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How scenarios are asked for. */
class ScenariosTest {
    @Test
    void aNameIsOneScenario() {
        assertThat(names("b10")).containsExactly("B10");
    }

    @Test
    void aNameBeforeThoseThatBeginLikeIt() {
        assertThat(names("B1")).containsExactly("B1");
    }

    @Test
    void aBeginningIsAllThatHaveIt() {
        assertThat(names("b9")).containsExactly("B9-pings", "B9-fragments");
    }

    @Test
    void whatThereIsNotIsToldWithWhatThereIs() {
        assertThatThrownBy(() -> Scenarios.of("A9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scenario: A9 (expected: one of A6, ");
    }

    @Test
    void noTwoHaveOneName() {
        assertThat(Scenarios.all().stream().map(Scenario::name)).doesNotHaveDuplicates();
    }

    private static List<String> names(String asked) {
        return Scenarios.of(asked).stream().map(Scenario::name).toList();
    }
}
