package dev.ringdown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {

    @ParameterizedTest
    @CsvSource({
        "27, \\u001b",
        "0, \\u0000",
        "7, \\u0007",
        "8, \\u0008",
        "9, \\t",
        "10, \\n",
        "13, \\r",
        "127, \\u007f",
        "0x9B, \\u009b", // CSI as one C1 control
        "0x9D, \\u009d", // OSC
        "0x2028, \\u2028",
        "0x2029, \\u2029",
        "0x061C, \\u061c",
        "0x200B, \\u200b",
        "0x200E, \\u200e",
        "0x202A, \\u202a",
        "0x202E, \\u202e",
        "0x2066, \\u2066",
        "0x2069, \\u2069",
        "0xFEFF, \\ufeff",
        "0xD800, \\ud800", // half of a pair
        "0xE0041, \\udb40\\udc41" // an invisible tag
    })
    void whatATerminalCouldObeyIsShownEscaped(String codePoint, String expected) {
        String text = "a" + Character.toString(Integer.decode(codePoint)) + "b";

        String escaped = TerminalText.escape(text);

        assertThat(escaped).isEqualTo("a" + expected + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain \\ \"text\" ~", "Zoë Müller", "日本語", "שלום", "می‌خواهم", "👩‍👧", "e\u0301"})
    void whatPeopleWriteStaysAsItIs(String text) {
        assertThat(TerminalText.escape(text)).isEqualTo(text);
    }

    @Test
    void anEscapeSequenceInTheMiddleOfTextLosesItsMeaningAndNothingElse() {
        String escaped = TerminalText.escape("hi\u001b]0;owned\u0007 日本");

        assertThat(escaped).isEqualTo("hi\\u001b]0;owned\\u0007 日本");
    }

    @ParameterizedTest
    @CsvSource({"call, 4", "Zoë, 3", "日本語, 6", "e\u0301, 1", "→…, 2", "😀, 2", "한국, 4", "ＡＢ, 4"})
    void widthIsCountedInColumns(String text, int columns) {
        assertThat(TerminalText.columns(text)).isEqualTo(columns);
    }
}
