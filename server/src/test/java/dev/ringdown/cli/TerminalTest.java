package dev.ringdown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    private static final Terminal INTERACTIVE = new Terminal(true, 120);
    private static final Terminal PIPE = new Terminal(false, 120);

    @ParameterizedTest
    @CsvSource({"80, 80", "'', 120", "wide, 120", "0, 120", "-80, 120", "99999, 99999", "123456, 120"})
    void theWidthIsWhatTheShellTellsIfItMakesSense(String fromShell, int columns) {
        assertThat(Terminal.columns(fromShell)).isEqualTo(columns);
    }

    @Test
    void byItselfOnlyATerminalIsColoured() {
        assertThat(ColorMode.AUTO.isOn(INTERACTIVE, Map.of())).isTrue();
        assertThat(ColorMode.AUTO.isOn(PIPE, Map.of())).isFalse();
    }

    @Test
    void noColorIsObeyedUnlessItIsEmpty() {
        assertThat(ColorMode.AUTO.isOn(INTERACTIVE, Map.of("NO_COLOR", "0"))).isFalse();
        assertThat(ColorMode.AUTO.isOn(INTERACTIVE, Map.of("NO_COLOR", ""))).isTrue();
    }

    @Test
    void theOptionHasTheLastWord() {
        assertThat(ColorMode.ALWAYS.isOn(PIPE, Map.of("NO_COLOR", "1"))).isTrue();
        assertThat(ColorMode.NEVER.isOn(INTERACTIVE, Map.of())).isFalse();
    }
}
