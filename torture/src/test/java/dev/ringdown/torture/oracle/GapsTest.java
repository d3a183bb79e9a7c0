package dev.ringdown.torture.oracle;

import static dev.ringdown.torture.oracle.Heard.after;
import static dev.ringdown.torture.oracle.Heard.ask;
import static dev.ringdown.torture.oracle.Heard.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to be gone, with every fault planted once. */
class GapsTest {
    private final Heard heard = new Heard();

    @Test
    void whatAGapTellsOfMayBeMissing() {
        heard.gapsExpected = true;

        heard.subscribed(after(1), "call");
        heard.transcript.gap(List.of("call"), sequence(1), sequence(4), 2);
        heard.got(4, 5);
        heard.endedComplete();

        assertThat(heard.verdict()).isEmpty();
    }

    @Test
    void aGapWhereNothingCanBeGoneIsFound() {
        heard.subscribed(after(1), "call");
        heard.transcript.gap(List.of("call"), sequence(1), sequence(4), 2);
        heard.cut();

        assertThat(heard.verdict()).contains("a gap after " + sequence(1));
    }

    @Test
    void aGapThatCountsWrongIsFound() {
        heard.gapsExpected = true;

        heard.subscribed(after(1), "call");
        heard.transcript.gap(List.of("call"), sequence(1), sequence(4), 3);
        heard.got(4, 5);
        heard.endedComplete();

        assertThat(heard.verdict()).contains("count: 3 (expected: 2)");
    }

    @Test
    void aGapThatWasAnnouncedButNeverCameIsFound() {
        heard.gapsExpected = true;

        heard.answered(ask(Ask.Start.AFTER, sequence(1), 0), sequence(1), false, -1, 5);
        heard.got(2, 3, 4, 5);
        heard.endedComplete();

        assertThat(heard.verdict()).contains("recovered: false");
    }
}
