package dev.ringdown.log;

import static dev.ringdown.event.Events.call;
import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.assertRefused;
import static dev.ringdown.log.LogTesting.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Events;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class StoredLogCloseTest {
    private static final String CLOSED = "cannot append 1 events: the log is closed (nothing was stored)";

    private final FakeStore store = new FakeStore();
    private final StoredLog log = new StoredLog(store, OPTIONS, new ManualClock());

    @Test
    void aClosedLogRefusesAppendsAtOnce() {
        log.close();

        CompletableFuture<List<Appended>> append = log.append(List.of(call("a")));

        assertThat(append).isCompletedExceptionally();
        assertRefused(append, CLOSED);
        assertThat(log.fault()).isEqualTo("the log is closed");
        assertThat(store.isClosed()).isTrue();
    }

    @Test
    void whatWasTakenBeforeClosingIsStillWrittenAndAcknowledged() throws Exception {
        store.stall();
        CompletableFuture<List<Appended>> underWay = log.append(List.of(call("a")));
        store.awaitWrite();
        CompletableFuture<List<Appended>> second = log.append(List.of(call("b"), call("c")));
        CompletableFuture<List<Appended>> third = log.append(List.of(call("d")));

        log.close(); // interrupts the appender, which resumes the store

        assertThat(List.of(underWay, second, third)).allMatch(CompletableFuture::isDone);
        assertThat(offsets(underWay)).containsExactly(0L);
        assertThat(offsets(second)).containsExactly(1L, 2L);
        assertThat(offsets(third)).containsExactly(3L);
        assertThat(offsets(store.read(Events.CUSTOMER, -1, 10).entries())).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void whatCannotBeWrittenWhileClosingIsRefused() throws Exception {
        store.stall();
        CompletableFuture<List<Appended>> underWay = log.append(List.of(call("a")));
        store.awaitWrite();
        CompletableFuture<List<Appended>> waiting = log.append(List.of(call("b")));
        store.failNextWrite(new IOException("no space left"));

        log.close();

        assertRefused(underWay, "cannot append 1 events: no space left (nothing was stored)");
        assertThat(offsets(waiting)).containsExactly(0L);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        log.close();
        log.close();

        assertThat(log.fault()).isEqualTo("the log is closed");
    }

    @Test
    void whoClosesKeepsItsInterruption() {
        Thread.currentThread().interrupt();

        log.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.isClosed()).isTrue();
    }

    @RepeatedTest(20)
    void everyAppendIsAnsweredAndWhatWasAcknowledgedIsStoredWhenClosingComesInBetween() throws Exception {
        CompletableFuture<List<CompletableFuture<List<Appended>>>> publisher =
                CompletableFuture.supplyAsync(() -> IntStream.range(0, 300)
                        .mapToObj(i -> log.append(List.of(call("e" + i))))
                        .toList());

        log.close();

        List<CompletableFuture<List<Appended>>> appends = publisher.get(5, TimeUnit.SECONDS);
        assertThat(appends).hasSize(300).allMatch(CompletableFuture::isDone);
        assertThat(store.read(Events.CUSTOMER, -1, 1_000).entries())
                .hasSameSizeAs(appends.stream()
                        .filter(append -> !append.isCompletedExceptionally())
                        .toList());
    }
}
