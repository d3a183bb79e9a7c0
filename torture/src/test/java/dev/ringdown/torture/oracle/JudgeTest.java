package dev.ringdown.torture.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Published;
import dev.ringdown.torture.world.Resource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An oracle is worth what it finds: every fault is planted once. */
class JudgeTest {
    private static final String CUSTOMER = "5013bc52-da9a-11ee-844f-2fa34248de28";
    private static final String AGENT = "11111111-1111-4111-8111-111111111111";
    private static final Identity ADMIN = new Identity(Identity.Kind.ADMIN, CUSTOMER, AGENT, Set.of(), null);

    private final StringWriter told = new StringWriter();
    private final Violations violations = new Violations(new PrintWriter(told));
    private final Ledger ledger = new Ledger(1, violations);
    private final Transcript transcript = new Transcript("client", 0, true, ADMIN);
    private final List<Published> calls = new ArrayList<>();
    private boolean gapsExpected;

    @BeforeEach
    void fiveCallsAreInTheLog() {
        for (int i = 1; i <= 5; i++) {
            calls.add(published("call", i));
        }
    }

    @Test
    void whatWasAskedForInOrderIsFine() {
        subscribed(after(1), "call");
        got(2, 3, 4, 5);
        endedComplete();

        assertThat(verdict()).isEmpty();
    }

    @Test
    void aMissingEventIsFoundWhenALaterOneCame() {
        subscribed(after(1), "call");
        got(2, 4);
        cut();

        assertThat(verdict()).contains("1 missing of call", "e3");
    }

    @Test
    void aMissingEventIsFoundWhenAPositionBeyondItWasTold() {
        subscribed(after(1), "call");
        got(2);
        transcript.position(sequence(3));
        got(3);
        cut();

        assertThat(verdict()).contains("1 missing of call", "e3", "came as event 1");
    }

    @Test
    void aMissingEventIsFoundWhenNothingMoreWasToCome() {
        subscribed(after(1), "call");
        got(2, 3, 4);
        endedComplete();

        assertThat(verdict()).contains("1 missing of call", "e5");
    }

    @Test
    void whatIsCutOffMayMissTheRest() {
        subscribed(after(1), "call");
        got(2, 3);
        cut();

        assertThat(verdict()).isEmpty();
    }

    @Test
    void whatAGapTellsOfMayBeMissing() {
        gapsExpected = true;

        subscribed(after(1), "call");
        transcript.gap(List.of("call"), sequence(1), sequence(4));
        got(4, 5);
        endedComplete();

        assertThat(verdict()).isEmpty();
    }

    @Test
    void aGapWhereNothingCanBeGoneIsFound() {
        subscribed(after(1), "call");
        transcript.gap(List.of("call"), sequence(1), sequence(4));
        cut();

        assertThat(verdict()).contains("a gap after " + sequence(1));
    }

    @Test
    void aGapThatWasAnnouncedButNeverCameIsFound() {
        gapsExpected = true;

        transcript.subscribed(ask(Ask.Start.AFTER, sequence(1), 0), List.of("call"), sequence(1), false, -1, 5);
        got(2, 3, 4, 5);
        endedComplete();

        assertThat(verdict()).contains("recovered: false");
    }

    @Test
    void anEventThatCameTwiceIsFound() {
        subscribed(after(1), "call");
        got(2, 3, 3);
        cut();

        assertThat(verdict()).contains("got twice", "e3");
    }

    @Test
    void eventsOutOfOrderAreFound() {
        subscribed(after(1), "call");
        got(3, 2);
        cut();

        assertThat(verdict()).contains("out of order", "e2");
    }

    @Test
    void aLaterReplayMayBringWhatIsOlder() {
        subscribed(ask(Ask.Start.NOW, null, 0), "call", 3);
        got(4);
        transcript.subscribed(
                new Ask(2, List.of("*"), List.of(), Ask.Start.AFTER, sequence(0), 0),
                List.of("*"),
                sequence(0),
                true,
                -1,
                5);
        got(1, 2, 3, 5);
        endedComplete();

        assertThat(verdict()).isEmpty();
    }

    @Test
    void whatWasNotAskedForIsFound() {
        Published conference = published("conference", 6);

        subscribed(after(5), "call");
        transcript.event(conference);
        cut();

        assertThat(verdict()).contains("got what it does not hold", "e6");
    }

    @Test
    void whatIsOlderThanAskedForIsFound() {
        subscribed(after(3), "call");
        got(2);
        cut();

        assertThat(verdict()).contains("older than it asked for", "e2");
    }

    @Test
    void whatComesAfterUnsubscribingIsFound() {
        subscribed(after(1), "call");
        transcript.unsubscribed(List.of("call"));
        got(2);
        cut();

        assertThat(verdict()).contains("got what it does not hold", "e2");
    }

    @Test
    void theLastOnesMustBeTheNewest() {
        transcript.subscribed(ask(Ask.Start.LAST, null, 2), List.of("call"), sequence(5), null, 2, 5);
        got(3, 5);
        endedComplete();

        assertThat(verdict()).contains("older than it asked for", "e3").contains("1 missing of call", "e4");
    }

    @Test
    void aSnapshotBringsTheLatestOfEveryResource() {
        published("conference", 6);
        Published latest = published("conference", 7);

        transcript.subscribed(
                new Ask(1, List.of("*"), List.of(), Ask.Start.SNAPSHOT, null, 0),
                List.of("*"),
                sequence(7),
                null,
                -1,
                7);
        transcript.event(latest);
        endedComplete();

        assertThat(verdict()).contains("1 missing of *", "e5").doesNotContain("e6");
    }

    @Test
    void twoPlacesOfOneEventAreFound() {
        ledger.acknowledged(calls.get(0), sequence(9));

        assertThat(told.toString()).contains("two places of one event");
    }

    @Test
    void onePlaceOfTwoEventsIsFound() {
        ledger.acknowledged(event("call", 6), sequence(5));

        assertThat(told.toString()).contains("one sequence for two events");
    }

    @Test
    void whatGotLostBetweenTwoConnectionsIsFound() {
        Diary diary = new Diary(transcript, after(1));

        diary.add(heard(false, 2, 3));
        diary.add(heard(true, 5));
        diary.check(ledger, violations);

        assertThat(told.toString()).contains("over all connections 1 missing", "e4");
    }

    @Test
    void whatCameOnTwoConnectionsIsFound() {
        Diary diary = new Diary(transcript, after(1));

        diary.add(heard(false, 2, 3));
        diary.add(heard(true, 3, 4, 5));
        diary.check(ledger, violations);

        assertThat(told.toString()).contains("over all connections out of order", "e3");
    }

    private Transcript heard(boolean complete, int... numbers) {
        Transcript heard = new Transcript("client", 0, true, ADMIN);
        for (int number : numbers) {
            heard.event(calls.get(number - 1));
        }
        heard.end(5, complete);
        return heard;
    }

    private static Ask after(int number) {
        return ask(Ask.Start.AFTER, sequence(number), 0);
    }

    private static Ask ask(Ask.Start start, @Nullable String after, int last) {
        return new Ask(1, List.of("call"), List.of(), start, after, last);
    }

    private void subscribed(Ask ask, String topic) {
        transcript.subscribed(ask, List.of(topic), String.valueOf(ask.after()), true, -1, 0);
    }

    private void subscribed(Ask ask, String topic, int at) {
        transcript.subscribed(ask, List.of(topic), sequence(at), null, -1, 0);
    }

    private void got(int... numbers) {
        for (int number : numbers) {
            transcript.event(calls.get(number - 1));
        }
    }

    private void cut() {
        transcript.end(ledger.begun(), false);
    }

    private void endedComplete() {
        transcript.end(ledger.begun(), true);
    }

    private String verdict() {
        new Hearing(transcript, ledger, violations, gapsExpected).run();
        return told.toString();
    }

    private Published published(String resource, int number) {
        Published event = event(resource, number);
        ledger.acknowledged(event, sequence(number));
        return event;
    }

    private static Published event(String resource, int number) {
        return new Published(
                number - 1, "e" + number, CUSTOMER, List.of(), resource + "_updated", new Resource(resource, "x"), 0);
    }

    private static String sequence(int number) {
        return "00000001-%016d".formatted(number);
    }
}
