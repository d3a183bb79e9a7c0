package dev.ringdown.torture.oracle;

import static dev.ringdown.torture.oracle.Heard.ask;
import static dev.ringdown.torture.oracle.Heard.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.world.Published;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is replayed while other things are asked for, with every fault planted once. */
class ReplaysTest {
    private final Heard heard = new Heard();

    @Test
    void aLaterReplayMayBringWhatIsOlder() {
        heard.subscribed(ask(Ask.Start.NOW, null, 0), "call", 3);
        heard.got(4);
        heard.answered(new Ask(2, List.of("*"), List.of(), Ask.Start.AFTER, sequence(0), 0), sequence(0), true, -1, 5);
        heard.got(1, 2, 3, 5);
        heard.endedComplete();

        assertThat(heard.verdict()).isEmpty();
    }

    @Test
    void theLastOnesMustBeTheNewest() {
        heard.answered(ask(Ask.Start.LAST, null, 2), sequence(5), null, 2, 5);
        heard.got(3, 5);
        heard.endedComplete();

        assertThat(heard.verdict()).contains("older than it asked for", "e3").contains("1 missing of call", "e4");
    }

    @Test
    void fewerThanTheLastOnesAreFound() {
        heard.answered(ask(Ask.Start.LAST, null, 2), sequence(5), null, 1, 5);
        heard.got(5);
        heard.endedComplete();

        assertThat(heard.verdict()).contains("replayed: 1 (expected: 2)");
    }

    @Test
    void aLiveAnswerMayTellWhatAnEarlierReplayHoldsBack() {
        Ask replay = ask(Ask.Start.LAST, null, 1);
        Ask live = new Ask(2, List.of("conference"), List.of(), Ask.Start.NOW, null, 0);
        Published before = heard.published("conference", 6);
        Published after = heard.published("conference", 7);

        heard.transcript.asked(replay);
        heard.transcript.asked(live);
        heard.transcript.subscribed(live, live.topics(), sequence(5), null, -1, 7);
        heard.transcript.subscribed(replay, replay.topics(), sequence(6), null, 1, 7);
        heard.got(5);
        heard.transcript.event(after);
        heard.endedComplete();

        assertThat(before.sequence()).isLessThan(after.sequence());
        assertThat(heard.verdict()).isEmpty();
    }

    @Test
    void aLiveAnswerToWhatWasAskedBeforeAnyReplayTellsWhereItTookEffect() {
        Ask live = new Ask(1, List.of("conference"), List.of(), Ask.Start.NOW, null, 0);
        Ask replay = new Ask(2, List.of("call"), List.of(), Ask.Start.LAST, null, 1);
        heard.published("conference", 6);
        Published after = heard.published("conference", 7);

        heard.transcript.asked(live);
        heard.transcript.asked(replay);
        heard.transcript.subscribed(live, live.topics(), sequence(5), null, -1, 7);
        heard.transcript.event(after);
        heard.cut();

        assertThat(heard.verdict()).contains("1 missing of conference", "e6");
    }

    @Test
    void aReplayMayHoldBackThePositionOfAnotherThatWasAskedLater() {
        Ask first = ask(Ask.Start.LAST, null, 1);
        Ask second = new Ask(2, List.of("conference"), List.of(), Ask.Start.AFTER, sequence(3), 0);

        heard.transcript.asked(first);
        heard.transcript.asked(second);
        heard.transcript.subscribed(second, second.topics(), sequence(3), true, -1, 5);
        heard.transcript.subscribed(first, first.topics(), sequence(3), null, 1, 5);
        heard.got(4);
        heard.endedComplete();

        assertThat(heard.verdict()).isEmpty();
    }

    @Test
    void aSnapshotBringsTheLatestOfEveryResource() {
        heard.published("conference", 6);
        Published latest = heard.published("conference", 7);

        heard.answered(new Ask(1, List.of("*"), List.of(), Ask.Start.SNAPSHOT, null, 0), sequence(7), null, -1, 7);
        heard.transcript.event(latest);
        heard.endedComplete();

        assertThat(heard.verdict()).contains("1 missing of *", "e5").doesNotContain("e6");
    }
}
