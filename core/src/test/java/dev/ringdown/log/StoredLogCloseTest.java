package dev.ringdown.log;

import static dev.ringdown.event.Events.call;
import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.assertRefused;
import static dev.ringdown.log.LogTesting.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        log.start().close();

        CompletableFuture<AppendOutcome> append = log.append(List.of(call("a")));

        assertRefused(append, CLOSED);
        assertThat(log.fault()).isEqualTo("the log is closed");
        assertThat(store.isClosed()).isTrue();
    }

    @Test
    void aLogIsStartedOnce() {
        log.start();

        assertThatThrownBy(log::start).isInstanceOf(IllegalStateException.class);

        log.close();
    }

    @Test
    void whatWasTakenBeforeClosingIsStillWrittenAndAcknowledged() {
        CompletableFuture<AppendOutcome> first = log.append(List.of(call("a")));
        CompletableFuture<AppendOutcome> second = log.append(List.of(call("b"), call("c")));
        CompletableFuture<AppendOutcome> third = log.append(List.of(call("d")));

        log.close();

        assertThat(offsets(first)).containsExactly(0L);
        assertThat(offsets(second)).containsExactly(1L, 2L);
        assertThat(offsets(third)).containsExactly(3L);
        assertThat(offsets(store.read(Events.CUSTOMER, -1, 10).entries())).containsExactly(0L, 1L, 2L, 3L);
        assertThat(store.isClosed()).isTrue();
    }

    @Test
    void whatCannotBeWrittenWhileClosingIsRefused() {
        LogOptions oneByOne = LogTesting.options(16, 1 << 20, 1);
        StoredLog log = new StoredLog(store, oneByOne, new ManualClock());
        CompletableFuture<AppendOutcome> first = log.append(List.of(call("a")));
        CompletableFuture<AppendOutcome> second = log.append(List.of(call("b")));
        store.failNextWrite(new IOException("no space left"));

        log.close();

        assertRefused(first, "cannot append 1 events: no space left (nothing was stored)");
        assertThat(offsets(second)).containsExactly(0L);
    }

    @Test
    void closingTwiceIsClosingOnce() {
        log.start();

        log.close();
        log.close();

        assertThat(log.fault()).isEqualTo("the log is closed");
        assertThat(store.timesClosed()).isOne();
    }

    @Test
    void soItIsIfNobodyStartedIt() {
        log.close();
        log.close();

        assertThat(store.timesClosed()).isOne();
    }

    @Test
    void whoClosesKeepsItsInterruption() {
        log.start();
        Thread.currentThread().interrupt();

        log.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.isClosed()).isTrue();
    }

    @RepeatedTest(20)
    void everyAppendIsAnsweredAndWhatWasAcknowledgedIsStoredWhenClosingComesInBetween() throws Exception {
        log.start();
        CompletableFuture<List<CompletableFuture<AppendOutcome>>> publisher =
                CompletableFuture.supplyAsync(() -> IntStream.range(0, 300)
                        .mapToObj(i -> log.append(List.of(call("e" + i))))
                        .toList());

        log.close();

        List<CompletableFuture<AppendOutcome>> appends = publisher.get(30, TimeUnit.SECONDS);
        assertThat(appends).hasSize(300).allMatch(CompletableFuture::isDone);
        assertThat(store.read(Events.CUSTOMER, -1, 1_000).entries())
                .hasSameSizeAs(appends.stream()
                        .filter(append -> append.join() instanceof AppendOutcome.Stored)
                        .toList());
    }
}
