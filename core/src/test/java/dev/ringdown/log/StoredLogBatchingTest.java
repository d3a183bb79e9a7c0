package dev.ringdown.log;

import static dev.ringdown.event.Events.call;
import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.append;
import static dev.ringdown.log.LogTesting.assertRefusedBy;
import static dev.ringdown.log.LogTesting.offsets;
import static dev.ringdown.log.LogTesting.options;
import static dev.ringdown.log.LogTesting.places;
import static dev.ringdown.log.LogTesting.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.event.Events;
import dev.ringdown.protocol.Limit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to appends until the appender's turn: they wait together, up to a limit. */
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
        log.close();
    }

    private CompletableFuture<AppendOutcome> offer(Event... events) {
        return log.append(List.of(events));
    }

    private void letWait(Event... events) {
        var unused = offer(events);
    }

    @Test
    void whatWaitsForTheTurnIsWrittenTogether() {
        AtomicInteger wakes = new AtomicInteger();
        log.tail().follow(wakes::incrementAndGet);
        CompletableFuture<AppendOutcome> first = offer(call("a"));
        CompletableFuture<AppendOutcome> second = offer(call("b"), call("c"));
        CompletableFuture<AppendOutcome> third = offer(call("d"));

        log.appender().turn();

        assertThat(offsets(first)).containsExactly(0L);
        assertThat(offsets(second)).containsExactly(1L, 2L);
        assertThat(offsets(third)).containsExactly(3L);
        assertThat(store.writes()).containsExactly(List.of(0L, 1L, 2L, 3L));
        assertThat(wakes).hasValue(1);
    }

    @Test
    void whatWaitsIsShownAndWritesAreTimed() {
        letWait(call("a"));
        letWait(call("b"), call("c"));
        assertThat(meters.shown("ringdown.log.appends.waiting")).isEqualTo(2);
        assertThat(meters.shown("ringdown.log.bytes.waiting")).isEqualTo(3 * EVENT_BYTES);

        log.appender().turn();

        assertThat(meters.shown("ringdown.log.appends.waiting")).isZero();
        assertThat(meters.shown("ringdown.log.bytes.waiting")).isZero();
        assertThat(meters.counted("ringdown.log.writes")).isOne();
    }

    @Test
    void onlySoManyAppendsAreWrittenTogetherAsTheLimitSays() {
        reopen(options(16, 1 << 20, 2));
        letWait(call("a"), call("b"));
        letWait(call("c"));
        CompletableFuture<AppendOutcome> third = offer(call("d"));

        log.appender().turn();
        assertThat(third).isNotDone();
        log.appender().turn();

        assertThat(offsets(third)).containsExactly(3L);
        assertThat(store.writes()).containsExactly(List.of(0L, 1L, 2L), List.of(3L));
    }

    @Test
    void aDuplicateIsFoundAmongWhatIsWrittenTogether() {
        CompletableFuture<AppendOutcome> first = offer(call("a"));
        CompletableFuture<AppendOutcome> second = offer(call("b"));
        CompletableFuture<AppendOutcome> again = offer(call("b"));

        log.appender().turn();

        assertThat(offsets(first)).containsExactly(0L);
        assertThat(places(second)).containsExactly(new Appended("b", new Sequence(7, 2), false));
        assertThat(places(again)).containsExactly(new Appended("b", new Sequence(7, 2), true));
    }

    @Test
    void nothingIsAcknowledgedOrReadableBeforeItIsWritten() {
        CompletableFuture<AppendOutcome> append = offer(call("a"));

        assertThat(append).isNotDone();
        assertThat(read(log, Events.CUSTOMER, -1, 10)).isEmpty();
        assertThat(log.tail().headOffset()).isEqualTo(-1);

        log.appender().turn();
        assertThat(offsets(append)).containsExactly(0L);
    }

    @Test
    void anAppendBeyondTheNumberThatMayWaitIsRefusedAtOnce() {
        reopen(options(2, 1 << 20, 16));
        CompletableFuture<AppendOutcome> first = offer(call("a"));
        CompletableFuture<AppendOutcome> second = offer(call("b"));

        CompletableFuture<AppendOutcome> refused = offer(call("c"));

        assertRefusedBy(Limit.APPEND_REQUESTS, refused, REQUESTS_WAITING);
        log.appender().turn();
        assertThat(offsets(first)).containsExactly(0L);
        assertThat(offsets(second)).containsExactly(1L);
        assertThat(append(log, call("c"))).containsExactly(new Appended("c", new Sequence(7, 3), false));
    }

    @Test
    void anAppendBeyondTheBytesThatMayWaitIsRefusedAtOnce() {
        reopen(options(16, 2L * EVENT_BYTES, 16));
        CompletableFuture<AppendOutcome> first = offer(call("a"));
        CompletableFuture<AppendOutcome> second = offer(call("b"));

        CompletableFuture<AppendOutcome> refused = offer(call("c"));

        assertRefusedBy(Limit.APPEND_BYTES, refused, BYTES_WAITING);
        log.appender().turn();
        assertThat(offsets(first)).containsExactly(0L);
        assertThat(offsets(second)).containsExactly(1L);
        assertThat(append(log, call("c"), call("d"))).hasSize(2);
    }

    @Test
    void anAppendLargerThanTheLimitIsTakenWhenNothingElseWaits() {
        reopen(options(16, EVENT_BYTES, 16));

        assertThat(append(log, call("a"), call("b"))).hasSize(2);
        assertThat(append(log, call("c"), call("d"))).hasSize(2);
    }

    @Test
    void anAppendLargerThanTheLimitIsRefusedWhileSomethingWaits() {
        reopen(options(16, EVENT_BYTES, 16));
        CompletableFuture<AppendOutcome> first = offer(call("a"));

        CompletableFuture<AppendOutcome> refused = offer(call("b"), call("c"));

        assertRefusedBy(
                Limit.APPEND_BYTES,
                refused,
                "cannot append 2 events: too many bytes are waiting already, limits.append-bytes (nothing was stored)");
        log.appender().turn();
        assertThat(offsets(first)).containsExactly(0L);
    }

    private void reopen(LogOptions options) {
        log.close();
        log = new StoredLog(store, options, new ManualClock());
    }
}
