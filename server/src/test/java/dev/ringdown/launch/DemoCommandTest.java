package dev.ringdown.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends before the demo begins. */
class DemoCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "0.09", "5001", "-1", "NaN"})
    void aRateOutOfRangeIsAUsageError(String rate) {
        RunCommand run = RunCommand.of(new DemoCommand(), "--rate=" + rate);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--rate: ").contains("(expected: 0.1 to 5000)");
    }

    @Test
    void aBadConfigurationIsTold() {
        RunCommand run = RunCommand.of(new DemoCommand(), "--set", "limits.topics=0");

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains("limits.topics: 0 (expected: 1 to 1000000), from --set");
    }

    @Test
    void aDemoWithoutASecretCannotMintItsTokens() {
        RunCommand run = RunCommand.of(new DemoCommand(), "--set", "auth.jwt.secret=");

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).startsWith("demo: the demo needs auth.jwt.secret, publish.keys.demo and admin.keys.demo");
    }
}
