package dev.ringdown.log.simulation;

import static dev.ringdown.log.simulation.Replica.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.Located;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.Sequence;
import dev.ringdown.replica.ReplicatedLog;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What nodes agree on: what the journal says first. */
class AgreementTest {
    private final MemoryDisks disks = new MemoryDisks();
    private final ReplicaStore store = disks.open("first");
    private final Replica first = Replica.over(store);

    AgreementTest() throws IOException {}

    /** A store in the place of one that could not go on, in this epoch. */
    private static MemoryStore insteadOfOneIn(long formerEpoch) throws IOException {
        MemoryStore empty = MemoryDisks.store();
        ReplicatedLog.noteFormer(empty, formerEpoch);
        return empty;
    }

    @Test
    void nothingIsTakenBeforeTheJournalIsFounded() throws IOException {
        Replica beginning = Replica.beginning(MemoryDisks.store());
        assertThat(beginning.log.fault()).isEqualTo("the journal is not founded yet");
        assertRefused(
                beginning.append("a"), "cannot append 1 events: the journal is not founded yet (nothing was stored)");

        beginning.settle();

        assertThat(beginning.log.fault()).isNull();
        assertThat(beginning.log.epoch()).isEqualTo(Replica.EPOCH);
    }

    @Test
    void aFoundingThatDoesNotComeBackIsSaidAgain() throws IOException {
        Replica beginning = Replica.beginning(MemoryDisks.store());
        beginning.next(Fate.GONE);
        beginning.settle();
        assertThat(beginning.log.fault()).isEqualTo("the journal is not founded yet");

        beginning.pass(Duration.ofSeconds(5));
        beginning.settle();

        assertThat(beginning.log.fault()).isNull();
    }

    @Test
    void aFoundingThatComesTwiceMeansNothing() throws IOException {
        Replica beginning = Replica.beginning(MemoryDisks.store());
        beginning.next(Fate.KEPT_TWICE);
        beginning.settle();

        assertThat(beginning.journal.kept()).hasSize(2);
        assertThat(beginning.appended("a")).isEqualTo(new Appended("a", new Sequence(Replica.EPOCH, 1), false));
    }

    /** They were sent to what the journal has lost, and came late. */
    @Test
    void eventsThatStandBeforeTheFoundingMeanNothing() throws IOException {
        first.appended("a");
        byte[] late = first.records().get(0);
        first.journal.truncate(-1);
        first.journal.keep(late);

        Replica next = first.another(MemoryDisks.store());
        next.settle();

        assertThat(next.log.fault()).isNull();
        assertThat(next.ids()).isEmpty();
        assertThat(next.appended("a")).isEqualTo(new Appended("a", new Sequence(Replica.EPOCH, 1), false));
    }

    @Test
    void whoIsConfiguredOtherwiseGoesByTheJournalAndSaysSo() throws IOException {
        Replica other = first.another(MemoryDisks.store(), Duration.ofMinutes(1));

        assertThat(first.notices.lines()).isEmpty();
        assertThat(other.notices.lines())
                .containsExactly(
                        "warn: the journal says that duplicates are remembered for PT5M, 1000 of them at most, and the"
                                + " newest 0 whatever their age; the configuration of this node says PT1M, 1000 and 0 (what the"
                                + " journal says counts: configure it so; it is changed with a new journal only)");
    }

    @Test
    void whoseStoreForgetsEarlierThanTheJournalRemembersDoesNotServe() throws IOException {
        Replica founder = Replica.remembering(Duration.ofHours(1));

        assertThat(founder.log.ended()).isCompletedWithValue(EventLog.Ended.LOST);
        assertThat(founder.log.fault())
                .isEqualTo(
                        "log.retention-age: PT10M (expected: at least PT1H, since the journal says that duplicates are"
                                + " remembered for that time, and a node that was restarted knows no other names)");
    }

    @Test
    void whoTakesThePlaceOfAStoreThatCouldNotGoOnBeginsAnEpoch() throws IOException {
        first.appended("a");
        first.appended("b");
        first.journal.truncate(1);

        Replica instead = first.another(insteadOfOneIn(7));
        assertThat(instead.log.fault())
                .isEqualTo("clients may have positions of epoch 7, and the journal is in epoch 7 yet");
        instead.settle();

        assertThat(instead.log.fault()).isNull();
        assertThat(instead.log.epoch()).isEqualTo(8);
        assertThat(instead.log.locate(Replica.CUSTOMER, new Sequence(7, 2)))
                .isCompletedWithValueMatching(
                        located -> located instanceof Located.OfAnotherLog other && other.afterNumber() == 1);
        assertThat(instead.appended("c")).isEqualTo(new Appended("c", new Sequence(8, 2), false));
    }

    @Test
    void anEpochThatBeginsEndsALogThatIsInUseAndTheNextOpeningGoesOnInIt() throws IOException {
        first.appended("a");
        first.another(insteadOfOneIn(7)).settle();

        first.log.turn();

        assertThat(first.log.ended()).isCompletedWithValue(EventLog.Ended.LOST);
        assertThat(first.log.fault())
                .isEqualTo(
                        "epoch 8 begins with record 2 of the journal, which had lost records (restart this node: it goes"
                                + " on then)");
        Replica again = first.another(store);
        assertThat(again.log.epoch()).isEqualTo(8);
        assertThat(again.appended("b")).isEqualTo(new Appended("b", new Sequence(8, 2), false));
        assertThat(again.appended("a").duplicate()).isTrue();
    }

    @Test
    void whoBeginsWithNothingGoesThroughAllEpochs() throws IOException {
        first.appended("a");
        Replica second = first.another(insteadOfOneIn(7));
        second.settle();
        second.appended("b");

        Replica third = first.another(MemoryDisks.store());

        assertThat(third.log.fault()).isNull();
        assertThat(third.entries())
                .extracting(entry -> entry.sequence())
                .containsExactly(new Sequence(7, 1), new Sequence(8, 2));
    }

    @Test
    void ofTwoWhoAskForAnEpochOneBeginsIt() throws IOException {
        Replica second = first.another(insteadOfOneIn(7));
        Replica third = first.another(insteadOfOneIn(7));
        second.log.turn();
        third.log.turn();

        second.settle();
        third.settle();

        assertThat(second.log.epoch()).isEqualTo(8);
        assertThat(third.log.epoch()).isEqualTo(8);
        assertThat(third.appended("a")).isEqualTo(new Appended("a", new Sequence(8, 1), false));
    }

    @Test
    void whoIsBehindIsNotReady() throws IOException {
        first.another(disks.open("second")).log.close();
        first.appended("a");

        Replica behind = first.anotherBehind(disks.open("second"));

        assertThat(behind.log.fault()).isNull();
        assertThat(behind.log.notReady()).isEqualTo("catching up with the journal: record 0 of 1");
        behind.settle();
        assertThat(behind.log.notReady()).isNull();
    }
}
