package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a log that is filled from a journal shows of itself, by the names that docs/operating.md has. */
class ReplicaFiguresTest {
    private final Replica replica = Replica.over(MemoryDisks.store());

    ReplicaFiguresTest() throws IOException {}

    @AfterEach
    void close() {
        replica.log.close();
    }

    private double late(String leg) {
        return replica.shown("ringdown.journal.late{leg=" + leg + "}");
    }

    @Test
    void theAgeOfTheNewestCanary() {
        replica.pass(Duration.ofMillis(2_500));
        assertThat(replica.shown("ringdown.journal.canary.age.seconds")).isEqualTo(2.5);

        replica.settle();

        assertThat(replica.shown("ringdown.journal.canary.age.seconds")).isZero();
    }

    @Test
    void recordsAreUnderWayUntilTheyAreAppliedOrGivenUp() {
        var unused = replica.append("a");
        assertThat(replica.shown("ringdown.journal.records.under.way")).isZero();
        replica.log.turn();
        assertThat(replica.shown("ringdown.journal.records.under.way")).isEqualTo(1);
        replica.settle();
        assertThat(replica.shown("ringdown.journal.records.under.way")).isZero();

        unused = replica.append("b");
        replica.log.turn();
        replica.pass(Duration.ofSeconds(5));
        replica.log.turn();
        assertThat(replica.shown("ringdown.journal.records.under.way")).isZero();
    }

    @Test
    void aNodeThatBeginsIsBehindByWhatTheJournalHad() throws Exception {
        replica.appended("a");
        replica.appended("b");
        Replica other = replica.anotherBehind(MemoryDisks.store());
        assertThat(other.shown("ringdown.journal.records.behind")).isEqualTo(3); // with the one that has founded it

        other.settle();

        assertThat(other.shown("ringdown.journal.records.behind")).isZero();
        other.log.close();
    }

    @Test
    void whatHasArrivedAndIsNotAppliedIsBehind() {
        var unused = replica.append("a");
        replica.log.turn();
        replica.connection.settle(Fate.KEPT);
        assertThat(replica.shown("ringdown.journal.records.behind")).isZero(); // nobody here knows of it

        replica.connection.tell();
        assertThat(replica.shown("ringdown.journal.records.behind")).isEqualTo(1);

        replica.log.turn();
        assertThat(replica.shown("ringdown.journal.records.behind")).isZero();
    }

    @Test
    void whatTheJournalHasAcknowledgedAndDoesNotTellIsBehind() {
        replica.connection.deafen(1);
        replica.pass(Duration.ofSeconds(1));

        replica.settle();

        assertThat(replica.shown("ringdown.journal.records.behind")).isEqualTo(1);
    }

    @Test
    void eachWriteIsTimed() {
        long before = replica.counted("ringdown.log.writes");

        replica.appended("a");

        assertThat(replica.counted("ringdown.log.writes")).isEqualTo(before + 1);
    }

    @Test
    void theLegThatIsLateIsShownAndNoOther() {
        assertThat(late("append")).isZero();
        assertThat(late("follow")).isZero();
        replica.connection.deafen(2);
        for (int i = 0; i < 7; i++) {
            replica.pass(Duration.ofSeconds(1));
            replica.settle();
        }

        assertThat(late("follow")).isEqualTo(1);
        assertThat(late("append")).isZero();
        assertThat(late("apply")).isZero();
    }
}
