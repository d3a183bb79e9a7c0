package dev.ringdown.log.simulation;

import static dev.ringdown.log.simulation.Replica.assertRefused;
import static dev.ringdown.log.simulation.Replica.assertUnknown;
import static dev.ringdown.log.simulation.Replica.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.journal.record.RecordReader;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What a log that is filled from a journal does with what the journal does. */
class ReplicatedLogTest {
    private static final String UNKNOWN = " (not known whether they were stored: send the same ids again)";

    private final ArrayDeque<Boolean> writesFail = new ArrayDeque<>();
    private final Replica replica;

    ReplicatedLogTest() throws IOException {
        replica = Replica.over(
                FlakyStore.over(MemoryDisks.store(), () -> !writesFail.isEmpty() && writesFail.remove(), () -> false));
    }

    @AfterEach
    void close() {
        replica.log.close();
    }

    @Test
    void whatWaitsBecomesOneRecord() throws Exception {
        CompletableFuture<AppendOutcome> first = replica.append("a");
        CompletableFuture<AppendOutcome> second = replica.append("b", "c");

        replica.settle();

        assertThat(replica.records()).hasSize(1);
        byte[] record = replica.records().get(0);
        assertThat(new RecordReader(record, Sequence.WIDTH).events(0))
                .extracting(event -> event.name().id())
                .containsExactly("a", "b", "c");
        assertThat(stored(first)).extracting(Appended::id).containsExactly("a");
        assertThat(stored(second)).extracting(Appended::id).containsExactly("b", "c");
    }

    @Test
    void whatComesWhileARecordIsUnderWayIsTheNext() {
        CompletableFuture<AppendOutcome> first = replica.append("a");
        replica.log.turn();
        CompletableFuture<AppendOutcome> second = replica.append("b");
        CompletableFuture<AppendOutcome> third = replica.append("c");

        replica.settle();
        assertThat(first).isDone();
        assertThat(second).isNotDone();
        replica.settle();

        assertThat(replica.records()).hasSize(2);
        assertThat(stored(second)).hasSize(1);
        assertThat(stored(third)).hasSize(1);
    }

    @Test
    void anAppendIsNeverInTwoRecords() {
        CompletableFuture<AppendOutcome> first = replica.append("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
        CompletableFuture<AppendOutcome> second = replica.append("b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8");

        replica.settle();
        replica.settle();

        assertThat(replica.records()).hasSize(2).allMatch(record -> record.length <= Replica.RECORD_BYTES);
        assertThat(stored(first)).hasSize(8);
        assertThat(stored(second)).hasSize(8);
    }

    @Test
    void whatFitsIntoNoRecordIsRefused() {
        String[] tooMany = new String[50];
        Arrays.setAll(tooMany, i -> "e" + i);

        CompletableFuture<AppendOutcome> append = replica.append(tooMany);
        replica.settle();

        assertRefused(
                append,
                "cannot append 50 events: they do not fit into a record of the journal, of 2500 bytes and 16384 events"
                        + " (nothing was stored)");
        assertThat(replica.records()).isEmpty();
    }

    @Test
    void anAppendIsAnsweredWhenItIsAppliedHere() {
        CompletableFuture<AppendOutcome> append = replica.append("a");
        replica.log.turn();
        replica.journal.steps().get(0).run();
        replica.log.turn();
        assertThat(replica.records()).hasSize(1);
        assertThat(append).isNotDone();

        replica.journal.steps().get(0).run();
        replica.log.turn();

        assertThat(stored(append)).containsExactly(new Appended("a", new Sequence(7, 1), false));
    }

    @Test
    void anOffsetIsThePositionOfTheRecordAndTheIndexInIt() {
        var unused = replica.append("a", "b");
        replica.settle();
        unused = replica.append("a", "c");
        replica.settle();

        assertThat(replica.entries())
                .extracting(LogEntry::offset)
                .containsExactly(1L << 14, (1L << 14) + 1, (2L << 14) + 1); // the duplicate has the place before
        assertThat(replica.entries()).extracting(LogEntry::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatTheJournalDoesNotKnowIsUnknownAndStoredOnceWhenItIsSentAgain() {
        replica.next(Fate.KEPT_UNKNOWN);
        CompletableFuture<AppendOutcome> append = replica.append("a");
        replica.log.turn();
        replica.journal.steps().get(0).run();
        replica.log.turn();
        assertUnknown(append, "cannot append 1 events: the journal did not answer" + UNKNOWN);

        replica.settle();
        CompletableFuture<AppendOutcome> again = replica.append("a");
        replica.settle();

        assertThat(stored(again)).containsExactly(new Appended("a", new Sequence(7, 1), true));
        assertThat(replica.ids()).containsExactly("a");
    }

    @Test
    void aLateAttemptThatComesBehindItsRepetitionIsADuplicate() {
        replica.next(Fate.KEPT_LATE);
        CompletableFuture<AppendOutcome> append = replica.append("a");
        replica.log.turn();
        replica.journal.steps().get(0).run();
        CompletableFuture<AppendOutcome> again = replica.append("a");
        replica.settle();
        replica.settle();

        assertThat(append).isCompletedWithValueMatching(AppendOutcome.Unknown.class::isInstance);
        assertThat(stored(again)).hasSize(1);
        assertThat(replica.ids()).containsExactly("a");
        assertThat(replica.records()).hasSize(2);
    }

    @Test
    void nobodyWaitsForLongerThanAnAnswerMayTake() {
        CompletableFuture<AppendOutcome> underWay = replica.append("a");
        replica.log.turn();
        CompletableFuture<AppendOutcome> waiting = replica.append("b");

        replica.pass(Duration.ofSeconds(5));
        replica.log.turn();

        assertUnknown(underWay, "cannot append 1 events: nothing was heard of them for PT5S" + UNKNOWN);
        assertRefused(waiting, "cannot append 1 events: the journal does not answer (nothing was stored)");
    }

    @Test
    void whatCannotBeKeptIsKeptLaterAndMeanwhileNothingIsTaken() {
        writesFail.add(true);
        CompletableFuture<AppendOutcome> append = replica.append("a");
        replica.settle();
        assertThat(append).isNotDone();
        assertThat(replica.log.fault()).isEqualTo("no space left");
        assertRefused(replica.append("b"), "cannot append 1 events: no space left (nothing was stored)");

        replica.pass(Duration.ofSeconds(1));
        replica.log.turn();

        assertThat(stored(append)).hasSize(1);
        assertThat(replica.log.fault()).isNull();
        assertThat(replica.ids()).containsExactly("a");
    }

    @Test
    void aRecordThatCannotBeReadEndsTheLogAndSaysWhich() {
        CompletableFuture<AppendOutcome> append = replica.append("a");
        replica.settle();
        replica.journal.keep(new byte[] {9, 0, 0});
        replica.settle();

        assertThat(stored(append)).hasSize(1);
        assertThat(replica.log.fault())
                .isEqualTo("cannot apply the journal: record 2: version: 9 (expected: 1; a node of a later version has"
                        + " appended it) at byte 1 of 3");
        assertThat(replica.log.ended()).isCompletedWithValue(EventLog.Ended.LOST);
        assertRefused(replica.append("b"), "cannot append 1 events: the log is closed (nothing was stored)");
    }

    @Test
    void aJournalThatLostItsEndEndsTheLog() {
        CompletableFuture<AppendOutcome> first = replica.append("a");
        replica.settle();
        assertThat(first).isDone();
        CompletableFuture<AppendOutcome> underWay = replica.append("b");
        replica.log.turn();

        replica.journal.truncate(0);
        replica.log.turn();

        String lost = "the journal has lost what came after record 0";
        assertThat(replica.log.fault()).isEqualTo(lost);
        assertUnknown(underWay, "cannot append 1 events: " + lost + UNKNOWN);
        assertThat(replica.log.ended()).isCompletedWithValue(EventLog.Ended.LOST);
    }

    @Test
    void aJournalThatWasReplacedEndsTheLog() {
        replica.journal.replace();
        replica.log.turn();

        assertThat(replica.log.fault())
                .isEqualTo("the journal was replaced, or has dropped records that were not applied here");
        assertThat(replica.log.ended()).isCompletedWithValue(EventLog.Ended.LOST);
    }

    @Test
    void whatIsNotSentWhenTheLogIsClosedIsSentAndWhatIsUnderWayIsNotKnown() {
        CompletableFuture<AppendOutcome> append = replica.append("a");

        replica.log.close();

        assertUnknown(append, "cannot append 1 events: the log is closed" + UNKNOWN);
    }

    @Test
    void aStartedLogTakesItsTurnsByItself() throws Exception {
        Replica started = Replica.prompt(MemoryDisks.store());
        started.log.start();

        CompletableFuture<AppendOutcome> append = started.append("a");

        assertThat(append).succeedsWithin(Duration.ofSeconds(30));
        assertThat(stored(append)).hasSize(1);
        started.log.close();
        assertThat(started.log.ended()).isCompletedWithValue(EventLog.Ended.CLOSED);
    }

    @RepeatedTest(20)
    void everyAppendIsAnsweredAndWhatWasAcknowledgedIsKeptWhenClosingComesInBetween() throws Exception {
        Replica started = Replica.prompt(new MemoryDisks().open("outlives"));
        started.log.start();
        CompletableFuture<List<CompletableFuture<AppendOutcome>>> publisher = CompletableFuture.supplyAsync(() ->
                IntStream.range(0, 300).mapToObj(i -> started.append("e" + i)).toList());

        started.log.close();

        List<CompletableFuture<AppendOutcome>> appends = publisher.get(30, TimeUnit.SECONDS);
        assertThat(appends).hasSize(300).allMatch(CompletableFuture::isDone);
        assertThat(started.log.count(Replica.CUSTOMER).number())
                .isEqualTo(appends.stream()
                        .filter(append -> append.join() instanceof AppendOutcome.Stored)
                        .count());
    }

    @Test
    void severalNodesHaveTheSame() throws Exception {
        Replica other = replica.another(MemoryDisks.store());
        CompletableFuture<AppendOutcome> here = replica.append("a", "b");
        CompletableFuture<AppendOutcome> there = other.append("b", "c");
        replica.settle();
        other.settle();
        replica.settle();

        assertThat(List.of(stored(here), stored(there)))
                .allSatisfy(places -> assertThat(places).hasSize(2));
        assertThat(replica.ids()).containsExactly("a", "b", "c");
        assertThat(other.entries())
                .extracting(LogEntry::sequence)
                .isEqualTo(replica.entries().stream().map(LogEntry::sequence).toList());
        other.log.close();
    }
}
