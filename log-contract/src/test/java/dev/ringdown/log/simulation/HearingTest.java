package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.journal.record.Control;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** A node whose canaries do not come back knows where they stay, and what is to be done about it. */
class HearingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ArrayDeque<Boolean> writesFail = new ArrayDeque<>();
    private final Replica replica;

    HearingTest() throws IOException {
        replica = Replica.over(
                FlakyStore.over(MemoryDisks.store(), () -> !writesFail.isEmpty() && writesFail.remove(), () -> false));
    }

    private void passSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            replica.pass(SECOND);
            replica.settle();
        }
    }

    private void assertWell() {
        assertThat(replica.log.notReady()).isNull();
        assertThat(replica.log.remark()).isNull();
        assertThat(replica.log.unfit()).isNull();
    }

    @Test
    void aCanaryIsAppendedEachSecond() {
        passSeconds(10);

        assertThat(replica.controls())
                .filteredOn(Control.Canary.class::isInstance)
                .hasSize(10);
        assertWell();
        assertThat(replica.notices.lines()).isEmpty();
    }

    @Test
    void aFollowerThatIsToldNothingIsToldOfAndStartedAnew() throws Exception {
        replica.connection.deafen(1);
        var unused = replica.append("a");
        passSeconds(6);
        assertWell();

        replica.pass(SECOND);
        replica.log.turn();

        assertThat(replica.log.notReady())
                .isEqualTo(
                        "the journal is late (follow, for 6 s): the journal acknowledges what is sent to it, and does"
                                + " not tell it here");
        assertThat(replica.log.unfit()).isNull();
        replica.settle();
        assertWell();
        assertThat(replica.ids()).containsExactly("a");
        assertThat(replica.notices.lines())
                .containsExactly(
                        "warn: the journal is late: leg=follow seconds=6: the journal acknowledges what is sent to it, and does"
                                + " not tell it here (the follower is started anew; restart this node if that does not help)",
                        "info: the journal is not late any more: leg=follow");
    }

    @Test
    void aNodeThatStaysDeafSaysSoUntilItHears() throws Exception {
        replica.connection.deafen(5);

        passSeconds(20);
        assertThat(replica.log.unfit()).isNull();
        passSeconds(1);
        assertThat(replica.log.unfit()).startsWith("the journal is late (follow, for 20 s): ");

        passSeconds(20);
        assertWell();
    }

    @Test
    void whileTheJournalTakesNothingNobodyIsSentElsewhere() {
        replica.nextForGood(Fate.GONE);

        passSeconds(3_600);

        assertThat(replica.log.notReady()).isNull();
        assertThat(replica.log.unfit()).isNull();
        assertThat(replica.log.remark())
                .startsWith(
                        "the journal is late (append, for 3599 s): the journal does not acknowledge what is sent to it");
        assertThat(replica.notices.lines())
                .hasSize(60)
                .allMatch(line -> line.startsWith("warn: the journal is late: leg=append seconds="));
    }

    @Test
    void aJournalThatTakesRecordsAgainIsGivenTimeToTellThem() {
        replica.connection.deafen(3);
        passSeconds(1); // acknowledged, and not heard when the journal goes
        replica.nextForGood(Fate.GONE);
        passSeconds(600);
        replica.nextForGood(Fate.KEPT);

        passSeconds(5);

        assertThat(replica.log.unfit()).isNull();
        assertThat(replica.log.notReady()).isNull();
        passSeconds(10);
        assertWell();
    }

    @Test
    void whatCannotBeAppliedMakesANodeDeafToo() {
        for (int i = 0; i < 30; i++) {
            writesFail.add(true);
        }
        var unused = replica.append("a");

        passSeconds(7);
        assertThat(replica.notices.lines())
                .containsExactly(
                        "warn: the journal is late: leg=apply seconds=6: what the journal tells is not applied here"
                                + " (look at the disk of log.dir, and at how busy this machine is)");
        assertThat(replica.log.notReady()).isEqualTo("no space left");
        assertThat(replica.log.unfit()).isNull();
        passSeconds(15);
        assertThat(replica.log.unfit()).startsWith("the journal is late (apply, for 2");

        passSeconds(15);
        assertWell();
    }

    @Test
    void aNodeThatCatchesUpMayTakeItsTimeAsLongAsItMoves() throws Exception {
        Replica other = replica.another(MemoryDisks.store());
        for (int i = 0; i < 50; i++) {
            other.appended("e" + i);
        }
        Replica behind = replica.anotherBehind(MemoryDisks.store());

        for (int i = 0; i < 40; i++) {
            behind.pass(SECOND);
            behind.log.turn();
            if (behind.connection.hasUnsettled()) {
                behind.connection.settle(Fate.KEPT);
            }
            behind.connection.tell();
        }

        assertThat(behind.log.notReady()).startsWith("catching up with the journal: record ");
        assertThat(behind.log.unfit()).isNull();
        assertThat(behind.notices.lines()).isEmpty();
    }

    @Test
    void aNodeThatHearsNothingFromTheBeginningIsFoundOutToo() throws Exception {
        replica.appended("a");
        Replica deaf = replica.anotherBehind(MemoryDisks.store());
        deaf.connection.deafen(1);

        deaf.pass(SECOND);
        deaf.settle();
        deaf.pass(Duration.ofSeconds(6));
        deaf.log.turn();
        assertThat(deaf.notices.lines())
                .singleElement()
                .asString()
                .startsWith("warn: the journal is late: leg=follow ");
        deaf.settle();

        assertThat(deaf.ids()).containsExactly("a");
        assertThat(deaf.log.notReady()).isNull();
    }
}
