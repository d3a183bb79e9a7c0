package dev.ringdown.log;

import static dev.ringdown.event.Events.call;
import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.assertRefused;
import static dev.ringdown.log.LogTesting.await;
import static dev.ringdown.log.LogTesting.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Events;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a store that fails leaves behind: nothing. */
class StoredLogFailureTest {
    private final FakeStore store = new FakeStore();
    private final StoredLog log = new StoredLog(store, OPTIONS, new ManualClock());

    @AfterEach
    void close() {
        store.resume();
        log.close();
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    @Test
    void anAppendThatFailsStoresNothingAndSaysSo() {
        AtomicInteger wakes = new AtomicInteger();
        log.tail().follow(wakes::incrementAndGet);
        store.failNextWrite(new IOException("no space left"));

        CompletableFuture<List<Appended>> failed = log.append(List.of(call("a"), call("b")));

        assertRefused(failed, "cannot append 2 events: no space left (nothing was stored)");
        assertThat(log.read(Events.CUSTOMER, -1, 10).entries()).isEmpty();
        assertThat(log.tail().headOffset()).isEqualTo(-1);
        assertThat(wakes).hasValue(0);
        assertThat(log.fault()).isNull();
    }

    @Test
    void whatFailedCanBeAppendedAgainWithoutAHoleInTheOffsets() throws Exception {
        await(log.append(List.of(call("a"))));
        store.failNextWrite(new IOException("no space left"));
        assertRefused(
                log.append(List.of(call("b"), call("c"))),
                "cannot append 2 events: no space left (nothing was stored)");

        List<Appended> again = await(log.append(List.of(call("b"), call("c"))));

        assertThat(again)
                .containsExactly(
                        new Appended("b", new Sequence(7, 1), false), new Appended("c", new Sequence(7, 2), false));
        assertThat(offsets(log.read(Events.CUSTOMER, -1, 10).entries())).containsExactly(0L, 1L, 2L);
        assertThat(log.tail().get(1)).isNotNull();
    }

    @Test
    void aFailureConcernsOnlyWhatWasInThatWrite() throws Exception {
        store.stall();
        CompletableFuture<List<Appended>> underWay = log.append(List.of(call("a")));
        store.awaitWrite();
        CompletableFuture<List<Appended>> second = log.append(List.of(call("b")));
        CompletableFuture<List<Appended>> third = log.append(List.of(call("b"), call("c")));

        store.failNextWrite(new IOException("no space left"));
        store.resume();

        assertRefused(underWay, "cannot append 1 events: no space left (nothing was stored)");
        assertThat(offsets(second)).containsExactly(0L);
        assertThat(offsets(third)).containsExactly(0L, 1L);
        assertThat(await(log.append(List.of(call("a"))))).containsExactly(new Appended("a", new Sequence(7, 2), false));
    }

    @Test
    void appendsThatWereToBeWrittenTogetherFailTogether() throws Exception {
        store.stall();
        CompletableFuture<List<Appended>> underWay = log.append(List.of(call("a")));
        store.awaitWrite();
        CompletableFuture<List<Appended>> second = log.append(List.of(call("b")));
        CompletableFuture<List<Appended>> third = log.append(List.of(call("b"), call("c")));
        underWay.thenRun(() -> store.failNextWrite(new IOException("no space left")))
                .exceptionally(e -> null);

        store.resume();

        assertThat(offsets(underWay)).containsExactly(0L);
        assertRefused(second, "cannot append 2 events: no space left (nothing was stored)");
        assertRefused(third, "cannot append 2 events: no space left (nothing was stored)");
        assertThat(offsets(log.append(List.of(call("c"), call("b"))))).containsExactly(1L, 2L);
    }

    @Test
    void whatWasStoredBeforeAFailureIsStillKnownAsADuplicate() throws Exception {
        await(log.append(List.of(call("a"))));
        store.failNextWrite(new IOException("no space left"));
        assertRefused(
                log.append(List.of(call("a"), call("b"))),
                "cannot append 1 events: no space left (nothing was stored)");

        assertThat(await(log.append(List.of(call("a"), call("b")))))
                .containsExactly(
                        new Appended("a", new Sequence(7, 0), true), new Appended("b", new Sequence(7, 1), false));
    }

    @Test
    void aStoreWithABugIsAFailureLikeAnyOther() throws Exception {
        store.failNextWrite(new IllegalStateException("bug"));

        assertRefused(log.append(List.of(call("a"))), "cannot append 1 events: bug (nothing was stored)");

        assertThat(offsets(log.append(List.of(call("a"))))).containsExactly(0L);
    }

    @Test
    void aFailureGivesBackTheBytesThatWereWaiting() throws Exception {
        FakeStore store = new FakeStore();
        int twoEvents = 2 * call("a").json().size();

        try (StoredLog log = new StoredLog(store, LogTesting.options(16, twoEvents, 16), new ManualClock())) {
            store.failNextWrite(new IOException("no space left"));
            assertRefused(
                    log.append(List.of(call("a"), call("b"))),
                    "cannot append 2 events: no space left (nothing was stored)");
            store.stall();
            CompletableFuture<List<Appended>> underWay = log.append(List.of(call("a")));
            CompletableFuture<List<Appended>> waiting = log.append(List.of(call("b")));
            store.resume();

            assertThat(offsets(underWay)).containsExactly(0L);
            assertThat(offsets(waiting)).containsExactly(1L);
        }
    }

    @Test
    void whoeverWaitsIsToldWhenTheAppenderEndsByABug() {
        IllegalStateException bug = new IllegalStateException("a follower with a bug");
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.complete(e));
        log.tail().follow(() -> {
            throw bug;
        });

        CompletableFuture<List<Appended>> append = log.append(List.of(call("a")));

        assertThat(append)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isSameAs(bug);
        assertThat(uncaught).succeedsWithin(Duration.ofSeconds(5)).isSameAs(bug);
        log.close();
        assertThat(log.fault()).isEqualTo("the log is closed");
        assertThat(store.isClosed()).isTrue();
    }
}
