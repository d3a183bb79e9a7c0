package dev.ringdown.torture.oracle;

import static dev.ringdown.torture.oracle.Heard.after;
import static dev.ringdown.torture.oracle.Heard.event;
import static dev.ringdown.torture.oracle.Heard.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.world.Published;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An oracle is worth what it finds: every fault is planted once. {@link GapsTest} and {@link ReplaysTest} have more of them. */
class JudgeTest {
    private final Heard heard = new Heard();

    @Test
    void whatWasAskedForInOrderIsFine() {
        heard.subscribed(after(1), "call");
        heard.got(2, 3, 4, 5);
        heard.endedComplete();

        assertThat(heard.verdict()).isEmpty();
    }

    @Test
    void aMissingEventIsFoundWhenALaterOneCame() {
        heard.subscribed(after(1), "call");
        heard.got(2, 4);
        heard.cut();

        assertThat(heard.verdict()).contains("1 missing of call", "e3");
    }

    @Test
    void aMissingEventIsFoundWhenAPositionBeyondItWasTold() {
        heard.subscribed(after(1), "call");
        heard.got(2);
        heard.transcript.position(sequence(3));
        heard.got(3);
        heard.cut();

        assertThat(heard.verdict()).contains("1 missing of call", "e3", "came as event 1");
    }

    @Test
    void aMissingEventIsFoundWhenNothingMoreWasToCome() {
        heard.subscribed(after(1), "call");
        heard.got(2, 3, 4);
        heard.endedComplete();

        assertThat(heard.verdict()).contains("1 missing of call", "e5");
    }

    @Test
    void whatIsCutOffMayMissTheRest() {
        heard.subscribed(after(1), "call");
        heard.got(2, 3);
        heard.cut();

        assertThat(heard.verdict()).isEmpty();
    }

    @Test
    void anEventThatCameTwiceIsFound() {
        heard.subscribed(after(1), "call");
        heard.got(2, 3, 3);
        heard.cut();

        assertThat(heard.verdict()).contains("got twice", "e3");
    }

    @Test
    void eventsOutOfOrderAreFound() {
        heard.subscribed(after(1), "call");
        heard.got(3, 2);
        heard.cut();

        assertThat(heard.verdict()).contains("out of order", "e2");
    }

    @Test
    void whatWasNotAskedForIsFound() {
        Published conference = heard.published("conference", 6);

        heard.subscribed(after(5), "call");
        heard.transcript.event(conference);
        heard.cut();

        assertThat(heard.verdict()).contains("got what it does not hold", "e6");
    }

    @Test
    void whatIsOlderThanAskedForIsFound() {
        heard.subscribed(after(3), "call");
        heard.got(2);
        heard.cut();

        assertThat(heard.verdict()).contains("older than it asked for", "e2");
    }

    @Test
    void whatComesAfterUnsubscribingIsFound() {
        heard.subscribed(after(1), "call");
        heard.transcript.unsubscribed(List.of("call"));
        heard.got(2);
        heard.cut();

        assertThat(heard.verdict()).contains("got what it does not hold", "e2");
    }

    @Test
    void twoPlacesOfOneEventAreFound() {
        heard.ledger.acknowledged(heard.calls.get(0), sequence(9));

        assertThat(heard.told.toString()).contains("two places of one event");
    }

    @Test
    void onePlaceOfTwoEventsIsFound() {
        heard.ledger.acknowledged(event("call", 6), sequence(5));

        assertThat(heard.told.toString()).contains("one sequence for two events");
    }

    @Test
    void whatGotLostBetweenTwoConnectionsIsFound() {
        Diary diary = new Diary(heard.transcript, after(1));

        diary.add(heard.connection(false, 2, 3));
        diary.add(heard.connection(true, 5));
        diary.check(heard.ledger, heard.violations);

        assertThat(heard.told.toString()).contains("over all connections 1 missing", "e4");
    }

    @Test
    void whatCameOnTwoConnectionsIsFound() {
        Diary diary = new Diary(heard.transcript, after(1));

        diary.add(heard.connection(false, 2, 3));
        diary.add(heard.connection(true, 3, 4, 5));
        diary.check(heard.ledger, heard.violations);

        assertThat(heard.told.toString()).contains("over all connections out of order", "e3");
    }
}
