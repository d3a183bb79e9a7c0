package dev.ringdown.log;

import static dev.ringdown.event.Events.call;
import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.append;
import static dev.ringdown.log.LogTesting.assertRefused;
import static dev.ringdown.log.LogTesting.offsets;
import static dev.ringdown.log.LogTesting.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.event.Event;
import dev.ringdown.event.Events;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store that fails leaves behind: nothing. */
class StoredLogFailureTest {
    private final FakeStore store = new FakeStore();
    private final StoredLog log = new StoredLog(store, OPTIONS, new ManualClock());

    @AfterEach
    void close() {
        log.close();
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    private CompletableFuture<AppendOutcome> offer(Event... events) {
        return log.append(List.of(events));
    }

    @Test
    void anAppendThatFailsStoresNothingAndSaysSo() {
        AtomicInteger wakes = new AtomicInteger();
        log.tail().follow(wakes::incrementAndGet);
        store.failNextWrite(new IOException("no space left"));

        CompletableFuture<AppendOutcome> failed = offer(call("a"), call("b"));
        log.appender().turn();

        assertRefused(failed, "cannot append 2 events: no space left (nothing was stored)");
        assertThat(read(log, Events.CUSTOMER, -1, 10)).isEmpty();
        assertThat(log.tail().headOffset()).isEqualTo(-1);
        assertThat(wakes).hasValue(0);
        assertThat(log.fault()).isNull();
    }

    @Test
    void whatFailedCanBeAppendedAgainWithoutAHoleInTheOffsets() {
        append(log, call("a"));
        store.failNextWrite(new IOException("no space left"));
        CompletableFuture<AppendOutcome> failed = offer(call("b"), call("c"));
        log.appender().turn();
        assertRefused(failed, "cannot append 2 events: no space left (nothing was stored)");

        List<Appended> again = append(log, call("b"), call("c"));

        assertThat(again)
                .containsExactly(
                        new Appended("b", new Sequence(7, 2), false), new Appended("c", new Sequence(7, 3), false));
        assertThat(offsets(read(log, Events.CUSTOMER, -1, 10))).containsExactly(0L, 1L, 2L);
        assertThat(log.tail().get(1)).isNotNull();
    }

    @Test
    void aFailureConcernsOnlyWhatWasInThatWrite() {
        store.failNextWrite(new IOException("no space left"));
        CompletableFuture<AppendOutcome> underWay = offer(call("a"));
        log.appender().turn();
        CompletableFuture<AppendOutcome> second = offer(call("b"));
        CompletableFuture<AppendOutcome> third = offer(call("b"), call("c"));
        log.appender().turn();

        assertRefused(underWay, "cannot append 1 events: no space left (nothing was stored)");
        assertThat(offsets(second)).containsExactly(0L);
        assertThat(offsets(third)).containsExactly(0L, 1L);
        assertThat(append(log, call("a"))).containsExactly(new Appended("a", new Sequence(7, 3), false));
    }

    @Test
    void appendsThatWereToBeWrittenTogetherFailTogether() {
        append(log, call("a"));
        CompletableFuture<AppendOutcome> second = offer(call("b"));
        CompletableFuture<AppendOutcome> third = offer(call("b"), call("c"));
        store.failNextWrite(new IOException("no space left"));

        log.appender().turn();

        assertRefused(second, "cannot append 2 events: no space left (nothing was stored)");
        assertRefused(third, "cannot append 2 events: no space left (nothing was stored)");
        assertThat(append(log, call("c"), call("b")))
                .extracting(Appended::sequence)
                .containsExactly(new Sequence(7, 2), new Sequence(7, 3));
    }

    @Test
    void whatWasStoredBeforeAFailureIsStillKnownAsADuplicate() {
        append(log, call("a"));
        store.failNextWrite(new IOException("no space left"));
        CompletableFuture<AppendOutcome> failed = offer(call("a"), call("b"));
        log.appender().turn();
        assertRefused(failed, "cannot append 1 events: no space left (nothing was stored)");

        assertThat(append(log, call("a"), call("b")))
                .containsExactly(
                        new Appended("a", new Sequence(7, 1), true), new Appended("b", new Sequence(7, 2), false));
    }

    @Test
    void whatAStoreDoesNotKnowIsToldAsThatAndMayBeAppendedAgain() {
        store.failNextWrite(new UnknownWriteException("the disk failed", new IOException("sync")));
        CompletableFuture<AppendOutcome> unknown = offer(call("a"), call("b"));

        log.appender().turn();

        assertThat(unknown)
                .isCompletedWithValue(
                        new AppendOutcome.Unknown(
                                "cannot append 2 events: the disk failed (not known whether they were stored: send the same ids again)"));
        assertThat(log.tail().headOffset()).isEqualTo(-1);
        assertThat(append(log, call("a"))).containsExactly(new Appended("a", new Sequence(7, 1), false));
    }

    /** A restarted log finds what the one before it had not known to be there. */
    @Test
    void whatWasStoredAfterAllIsADuplicateInTheNextLog() {
        store.keepAndFailNextWrite(new UnknownWriteException("the disk failed", new IOException("sync")));
        CompletableFuture<AppendOutcome> unknown = offer(call("a"));
        log.appender().turn();
        assertThat(unknown).isCompletedWithValueMatching(AppendOutcome.Unknown.class::isInstance);

        StoredLog next = new StoredLog(store, OPTIONS, new ManualClock());

        assertThat(append(next, call("a"))).containsExactly(new Appended("a", new Sequence(7, 1), true));
    }

    @Test
    void aStoreWithABugFailsTheAppendAndTheLogGoesOn() {
        IllegalStateException bug = new IllegalStateException("bug");
        store.failNextWrite(bug);

        CompletableFuture<AppendOutcome> failed = offer(call("a"));
        log.appender().turn();

        assertFailedBy(bug, failed);
        assertThat(append(log, call("a"))).containsExactly(new Appended("a", new Sequence(7, 1), false));
    }

    private static void assertFailedBy(Throwable bug, CompletableFuture<AppendOutcome> append) {
        assertThat(append)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isSameAs(bug);
    }

    static List<Exception> failures() {
        return List.of(
                new IOException("no space left"),
                new UnknownWriteException("the disk failed", new IOException("sync")),
                new IllegalStateException("bug"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureGivesBackTheBytesThatWereWaiting(Exception failure) {
        FakeStore store = new FakeStore();
        int twoEvents = 2 * call("a").json().size();

        try (StoredLog log = new StoredLog(store, LogTesting.options(16, twoEvents, 16), new ManualClock())) {
            store.failNextWrite(failure);
            CompletableFuture<AppendOutcome> failed = log.append(List.of(call("a"), call("b")));
            log.appender().turn();
            assertThat(failed).isDone();

            CompletableFuture<AppendOutcome> first = log.append(List.of(call("a")));
            CompletableFuture<AppendOutcome> second = log.append(List.of(call("b")));
            log.appender().turn();

            assertThat(offsets(first)).containsExactly(0L);
            assertThat(offsets(second)).containsExactly(1L);
        }
    }

    @Test
    void aBugInATurnIsThrownAndWhoeverWaitedForItIsTold() {
        IllegalStateException bug = new IllegalStateException("a follower with a bug");
        log.tail().follow(() -> {
            throw bug;
        });
        CompletableFuture<AppendOutcome> append = offer(call("a"));

        assertThatThrownBy(() -> log.appender().turn()).isSameAs(bug);

        assertFailedBy(bug, append);
    }

    @Test
    void aStartedLogEndsByABug() {
        IllegalStateException bug = new IllegalStateException("a follower with a bug");
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.complete(e));
        log.tail().follow(() -> {
            throw bug;
        });
        log.start();

        CompletableFuture<AppendOutcome> append = offer(call("a"));

        assertThat(append)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isSameAs(bug);
        assertThat(uncaught).succeedsWithin(Duration.ofSeconds(30)).isSameAs(bug);
        log.close();
        assertThat(log.fault()).isEqualTo("the log is closed");
        assertThat(store.isClosed()).isTrue();
    }

    @Test
    void whoStillWaitsWhenABugEndsTheLogIsToldThatNothingWasStored() {
        StoredLog oneByOne = new StoredLog(store, LogTesting.options(16, 1 << 20, 1), new ManualClock());
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.complete(e));
        oneByOne.tail().follow(() -> {
            throw new IllegalStateException("a follower with a bug");
        });
        CompletableFuture<AppendOutcome> first = oneByOne.append(List.of(call("a")));
        CompletableFuture<AppendOutcome> second = oneByOne.append(List.of(call("b")));

        oneByOne.start();

        assertThat(uncaught).succeedsWithin(Duration.ofSeconds(30));
        assertThat(oneByOne.ended()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(EventLog.Ended.LOST);
        assertThat(first).isCompletedExceptionally();
        assertRefused(second, "cannot append 1 events: the log is closed (nothing was stored)");
        oneByOne.close();
    }
}
