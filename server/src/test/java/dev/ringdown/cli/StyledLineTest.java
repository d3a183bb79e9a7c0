package dev.ringdown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyledLineTest {

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdef, 5, abcd…",
        "日本語, 6, 日本語",
        "日本語, 5, 日本…",
        "日本語, 4, 日…", // the second would end in the column of the ellipsis
        "a😀b, 3, a…",
        "😀😀, 3, 😀…",
        "e\u0301e\u0301e\u0301, 2, e\u0301…"
    })
    void aLongLineIsCutBetweenWholeCharacters(String text, int maxColumns, String expected) {
        StyledLine line = new StyledLine().append(Style.PLAIN, text);

        assertThat(line.render(maxColumns, false)).isEqualTo(expected);
    }

    @Test
    void nothingFollowsTheCut() {
        StyledLine line = new StyledLine()
                .append(Style.PLAIN, "ab")
                .append(Style.PLAIN, "日")
                .append(Style.PLAIN, "c");

        assertThat(line.render(4, false)).isEqualTo("ab…");
    }

    @Test
    void aCutLineStillSwitchesItsColoursOff() {
        StyledLine line = new StyledLine().append(Style.RED, "hangup").append(Style.DIM, "later");

        assertThat(line.render(5, true)).isEqualTo("\u001b[31mhang\u001b[0m…");
    }

    @Test
    void coloursTakeNoColumns() {
        StyledLine line = new StyledLine().append(Style.RED, "hang").append(Style.GREEN, "up");

        assertThat(line.render(6, true)).isEqualTo("\u001b[31mhang\u001b[0m\u001b[32mup\u001b[0m");
    }

    @Test
    void withoutColourThereIsNoEscapeSequence() {
        StyledLine line = new StyledLine().append(Style.RED, "hang").appendWord(Style.BOLD, "\u001b[2J");

        assertThat(line.render(StyledLine.UNLIMITED, false)).isEqualTo("hang \\u001b[2J");
    }

    @Test
    void anUnlimitedLineIsNeverCut() {
        StyledLine line = new StyledLine().append(Style.PLAIN, "x".repeat(100_000));

        assertThat(line.render(StyledLine.UNLIMITED, false)).hasSize(100_000);
    }
}
