package dev.ringdown.log;

import static dev.ringdown.event.Events.call;
import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.assertRefused;
import static dev.ringdown.log.LogTesting.assertRefusedBy;
import static dev.ringdown.log.LogTesting.await;
import static dev.ringdown.log.LogTesting.offsets;
import static dev.ringdown.log.LogTesting.options;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Events;
import dev.ringdown.protocol.Limit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to appends while the store is slow: they wait together, up to a limit. */
class StoredLogBatchingTest {
    private static final int EVENT_BYTES = call("a").json().size();
    private static final String REQUESTS_WAITING =
            "cannot append 1 events: too many appends are waiting already, limits.append-requests (nothing was stored)";
    private static final String BYTES_WAITING =
            "cannot append 1 events: too many bytes are waiting already, limits.append-bytes (nothing was stored)";

    private final FakeStore store = new FakeStore();
    private final RecordedMeters meters = new RecordedMeters();
    private StoredLog log = new StoredLog(store, OPTIONS, new ManualClock(), meters);

    @AfterEach
    void close() {
        store.resume();
        log.close();
    }

    @Test
    void whatWaitsForTheStoreIsWrittenTogether() throws Exception {
        AtomicInteger wakes = new AtomicInteger();
        log.tail().follow(wakes::incrementAndGet);
        CompletableFuture<List<Appended>> first = appendToStalledStore("a");
        CompletableFuture<List<Appended>> second = log.append(List.of(call("b"), call("c")));
        CompletableFuture<List<Appended>> third = log.append(List.of(call("d")));

        store.resume();

        assertThat(offsets(first)).containsExactly(0L);
        assertThat(offsets(second)).containsExactly(1L, 2L);
        assertThat(offsets(third)).containsExactly(3L);
        assertThat(store.writes()).containsExactly(List.of(0L), List.of(1L, 2L, 3L));
        assertThat(wakes).hasValue(2);
    }

    @Test
    void whatWaitsIsShownAndWritesAreTimed() throws Exception {
        CompletableFuture<List<Appended>> first = appendToStalledStore("a");
        CompletableFuture<List<Appended>> second = log.append(List.of(call("b"), call("c")));

        assertThat(meters.shown("ringdown.log.appends.waiting")).isOne();
        assertThat(meters.shown("ringdown.log.bytes.waiting")).isEqualTo(3 * EVENT_BYTES);

        store.resume();
        assertThat(offsets(first)).containsExactly(0L);
        assertThat(offsets(second)).containsExactly(1L, 2L);
        assertThat(meters.shown("ringdown.log.appends.waiting")).isZero();
        assertThat(meters.shown("ringdown.log.bytes.waiting")).isZero();
        assertThat(meters.counted("ringdown.log.writes")).isEqualTo(2);
    }

    @Test
    void onlySoManyAppendsAreWrittenTogetherAsTheLimitSays() throws Exception {
        reopen(options(16, 1 << 20, 2));
        CompletableFuture<List<Appended>> first = appendToStalledStore("a");
        CompletableFuture<List<Appended>> second = log.append(List.of(call("b"), call("c")));
        CompletableFuture<List<Appended>> third = log.append(List.of(call("d")));
        CompletableFuture<List<Appended>> fourth = log.append(List.of(call("e")));

        store.resume();

        assertThat(offsets(first)).containsExactly(0L);
        assertThat(offsets(second)).containsExactly(1L, 2L);
        assertThat(offsets(third)).containsExactly(3L);
        assertThat(offsets(fourth)).containsExactly(4L);
        assertThat(store.writes()).containsExactly(List.of(0L), List.of(1L, 2L, 3L), List.of(4L));
    }

    @Test
    void aDuplicateIsFoundAmongWhatIsWrittenTogether() throws Exception {
        CompletableFuture<List<Appended>> first = appendToStalledStore("a");
        CompletableFuture<List<Appended>> second = log.append(List.of(call("b")));
        CompletableFuture<List<Appended>> again = log.append(List.of(call("b")));

        store.resume();

        assertThat(offsets(first)).containsExactly(0L);
        assertThat(await(second)).containsExactly(new Appended("b", new Sequence(7, 1), false));
        assertThat(await(again)).containsExactly(new Appended("b", new Sequence(7, 1), true));
    }

    @Test
    void nothingIsAcknowledgedOrReadableBeforeItIsWritten() throws Exception {
        CompletableFuture<List<Appended>> append = appendToStalledStore("a");

        assertThat(append).isNotDone();
        assertThat(log.read(Events.CUSTOMER, -1, 10).entries()).isEmpty();
        assertThat(log.tail().headOffset()).isEqualTo(-1);

        store.resume();
        assertThat(offsets(append)).containsExactly(0L);
    }

    @Test
    void anAppendBeyondTheNumberThatMayWaitIsRefusedAtOnce() throws Exception {
        reopen(options(2, 1 << 20, 16));
        CompletableFuture<List<Appended>> underWay = appendToStalledStore("a");
        CompletableFuture<List<Appended>> second = log.append(List.of(call("b")));
        CompletableFuture<List<Appended>> third = log.append(List.of(call("c")));

        CompletableFuture<List<Appended>> refused = log.append(List.of(call("d")));

        assertThat(refused).isCompletedExceptionally();
        assertRefusedBy(Limit.APPEND_REQUESTS, refused, REQUESTS_WAITING);
        store.resume();
        assertThat(offsets(underWay)).containsExactly(0L);
        assertThat(offsets(second)).containsExactly(1L);
        assertThat(offsets(third)).containsExactly(2L);
        assertThat(await(log.append(List.of(call("d"))))).containsExactly(new Appended("d", new Sequence(7, 3), false));
    }

    @Test
    void anAppendBeyondTheBytesThatMayWaitIsRefusedAtOnce() throws Exception {
        reopen(options(16, 2L * EVENT_BYTES, 16));
        CompletableFuture<List<Appended>> underWay = appendToStalledStore("a");
        CompletableFuture<List<Appended>> waiting = log.append(List.of(call("b")));

        CompletableFuture<List<Appended>> refused = log.append(List.of(call("c")));

        assertThat(refused).isCompletedExceptionally();
        assertRefusedBy(Limit.APPEND_BYTES, refused, BYTES_WAITING);
        store.resume();
        assertThat(offsets(underWay)).containsExactly(0L);
        assertThat(offsets(waiting)).containsExactly(1L);
        assertThat(offsets(log.append(List.of(call("c"), call("d"))))).containsExactly(2L, 3L);
    }

    @Test
    void anAppendLargerThanTheLimitIsTakenWhenNothingElseWaits() throws Exception {
        reopen(options(16, EVENT_BYTES, 16));

        assertThat(offsets(log.append(List.of(call("a"), call("b"))))).containsExactly(0L, 1L);
        assertThat(offsets(log.append(List.of(call("c"), call("d"))))).containsExactly(2L, 3L);
    }

    @Test
    void anAppendLargerThanTheLimitIsRefusedWhileSomethingWaits() throws Exception {
        reopen(options(16, EVENT_BYTES, 16));
        CompletableFuture<List<Appended>> underWay = appendToStalledStore("a");

        CompletableFuture<List<Appended>> refused = log.append(List.of(call("b"), call("c")));

        assertRefused(
                refused,
                "cannot append 2 events: too many bytes are waiting already, limits.append-bytes (nothing was stored)");
        store.resume();
        assertThat(offsets(underWay)).containsExactly(0L);
    }

    private void reopen(LogOptions options) {
        log.close();
        log = new StoredLog(store, options, new ManualClock());
    }

    /** Appends an event whose write has begun and does not end before the store is resumed. */
    private CompletableFuture<List<Appended>> appendToStalledStore(String id) throws InterruptedException {
        store.stall();
        CompletableFuture<List<Appended>> append = log.append(List.of(call(id)));
        store.awaitWrite();
        return append;
    }
}
