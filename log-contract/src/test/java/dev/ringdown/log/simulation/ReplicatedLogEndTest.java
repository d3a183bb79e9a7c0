package dev.ringdown.log.simulation;

import static dev.ringdown.log.simulation.Replica.assertRefused;
import static dev.ringdown.log.simulation.Replica.assertUnknown;
import static dev.ringdown.log.simulation.Replica.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.EventLog;
import dev.ringdown.replica.ReplicatedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whatever ends a log that is filled from a journal, everybody who waits is told what is known, and the journal is let go. */
class ReplicatedLogEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UNKNOWN = " (not known whether they were stored: send the same ids again)";

    private static final IllegalStateException BUG = new IllegalStateException("a bug");

    private final HeldJournal journal =
            new HeldJournal(JournalInMemory.prompt(() -> 1_000).connect());

    private ReplicatedLog started(LongSupplier nanoTime) throws IOException {
        ReplicatedLog log = Replica.log(journal, nanoTime);
        log.turn(); // it founds the journal
        log.turn();
        assertThat(log.notReady()).isNull();
        return log.start();
    }

    private CompletableFuture<AppendOutcome> appendUnderWay(ReplicatedLog log) {
        journal.hold();
        CompletableFuture<AppendOutcome> append = log.append(List.of(Replica.event("a")));
        while (!journal.hasHeld()) {
            Thread.onSpinWait();
        }
        return append;
    }

    private static void awaitClosing(ReplicatedLog log) {
        while (log.fault() == null) {
            Thread.onSpinWait();
        }
    }

    /** Closing is over when the last answer is there, so this is where whoever stops early is noticed. */
    @RepeatedTest(5)
    void whatIsUnderWayWhenALogIsClosedIsWaitedFor() throws Exception {
        ReplicatedLog log = started(System::nanoTime);
        CompletableFuture<AppendOutcome> append = appendUnderWay(log);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(log::close);
        awaitClosing(log);

        journal.letGo();

        assertThat(closed).succeedsWithin(PATIENCE);
        assertThat(stored(append)).hasSize(1);
        assertThat(log.ended()).isCompletedWithValue(EventLog.Ended.CLOSED);
        assertThat(journal.isClosed()).isTrue();
    }

    @Test
    void butNotForLongerThanOneAnswerMayTake() throws Exception {
        AtomicLong nanos = new AtomicLong();
        AtomicLong stepNanos = new AtomicLong();
        ReplicatedLog log = started(() -> nanos.addAndGet(stepNanos.get()));
        CompletableFuture<AppendOutcome> append = appendUnderWay(log);
        stepNanos.set(TimeUnit.SECONDS.toNanos(1));

        log.close();

        assertThat(append).isCompletedWithValueMatching(AppendOutcome.Unknown.class::isInstance);
        assertThat(log.ended()).isCompletedWithValue(EventLog.Ended.CLOSED);
        assertThat(journal.isClosed()).isTrue();
    }

    @Test
    void whatWaitsWhenTheJournalIsLostIsRefusedAndWhatIsUnderWayIsNotKnown() throws Exception {
        Replica replica = Replica.over(MemoryDisks.store());
        CompletableFuture<AppendOutcome> underWay = replica.append("a");
        replica.log.turn();
        CompletableFuture<AppendOutcome> waiting = replica.append("b");

        replica.journal.replace();
        replica.log.turn();

        assertUnknown(
                underWay,
                "cannot append 1 events: the journal was replaced, or has dropped records that were not applied here"
                        + UNKNOWN);
        assertRefused(waiting, "cannot append 1 events: the log is closed (nothing was stored)");
        assertThat(replica.connection.append(new byte[0]).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void whatWaitsWhenTheDiskIsFullIsRefused() throws Exception {
        ArrayDeque<Boolean> writesFail = new ArrayDeque<>();
        Replica replica = Replica.over(
                FlakyStore.over(MemoryDisks.store(), () -> !writesFail.isEmpty() && writesFail.remove(), () -> false));
        writesFail.add(true);
        CompletableFuture<AppendOutcome> unkept = replica.append("a");
        replica.log.turn();
        CompletableFuture<AppendOutcome> waiting = replica.append("b");

        replica.settle();
        replica.log.turn();

        assertThat(unkept).isNotDone();
        assertRefused(waiting, "cannot append 1 events: no space left (nothing was stored)");
        replica.log.close();
    }

    @Test
    void aBugEndsTheLogAndWhoWaitsIsToldOfIt() throws Exception {
        boolean[] broken = new boolean[1];
        Replica replica = Replica.over(FlakyStore.over(MemoryDisks.store(), () -> breaks(broken[0]), () -> false));
        CompletableFuture<AppendOutcome> underWay = replica.append("a");
        replica.log.turn();
        CompletableFuture<AppendOutcome> waiting = replica.append("b");
        replica.journal.steps().get(0).run();
        replica.journal.steps().get(0).run();
        broken[0] = true;

        replica.log.start();

        assertThat(replica.log.ended()).succeedsWithin(PATIENCE).isEqualTo(EventLog.Ended.LOST);
        assertThat(underWay).failsWithin(PATIENCE).withThrowableThat().withCause(BUG);
        assertRefused(waiting, "cannot append 1 events: the log is closed (nothing was stored)");
        assertThat(replica.log.fault()).isEqualTo("the log has ended by a bug");
    }

    private static boolean breaks(boolean broken) {
        if (broken) {
            throw BUG;
        }
        return false;
    }
}
