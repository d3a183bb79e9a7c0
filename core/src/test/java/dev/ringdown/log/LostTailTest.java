package dev.ringdown.log;

import static dev.ringdown.event.Events.call;
import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.append;
import static dev.ringdown.log.LogTesting.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import dev.ringdown.event.Events;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A log that lost its end: of what epoch 6 gave, the customer's first three events are left, with somebody else's between
 * them. What came after them is of epoch 7.
 */
class LostTailTest {
    private final ManualClock clock = new ManualClock();
    private final FakeStore store = new FakeStore();
    private StoredLog log = new StoredLog(store, OPTIONS, clock);

    @BeforeEach
    void theEndIsLost() {
        log.close();
        store.keep(kept(Events.CUSTOMER, 0, 1));
        store.keep(kept(Events.OTHER_CUSTOMER, 1, 1));
        store.keep(kept(Events.CUSTOMER, 2, 2));
        store.keep(kept(Events.CUSTOMER, 3, 3));
        store.epochs(new Epoch(6, 0), new Epoch(7, 4));
        log = new StoredLog(store, OPTIONS, clock);
        append(log, call("d"), call("e"));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void whoHasSeenWhatIsLostGetsEverythingThatCameSince() {
        Located.OfAnotherLog located = locate(5);

        assertThat(located).isEqualTo(new Located.OfAnotherLog(3, 3));
        assertThat(numbersAfter(located)).containsExactly(4L, 5L);
    }

    @Test
    void whoHasSeenAllThatIsLeftGetsEverythingThatCameSince() {
        Located.OfAnotherLog located = locate(3);

        assertThat(located).isEqualTo(new Located.OfAnotherLog(3, 3));
        assertThat(numbersAfter(located)).containsExactly(4L, 5L);
    }

    @Test
    void whoHasSeenLessGetsTheRestOfWhatIsLeftToo() {
        Located.OfAnotherLog located = locate(1);

        assertThat(located.afterNumber()).isEqualTo(1);
        assertThat(numbersAfter(located)).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void whoHasSeenNothingGetsEverything() {
        assertThat(numbersAfter(locate(0))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void numbersGoOnBehindWhatIsLeft() {
        assertThat(append(log, call("f"))).extracting(Appended::sequence).containsExactly(new Sequence(7, 6));
    }

    @Test
    void aPositionOfAnEpochThatIsUnknownMayHaveMissedEverything() {
        assertThat(log.locate(Events.CUSTOMER, new Sequence(5, 2)))
                .isCompletedWithValue(new Located.OfAnotherLog(-1, 0));
    }

    /** They were offsets, one added, and those of everybody. */
    @ParameterizedTest
    @CsvSource({"0, -1, 0", "1, 0, 1", "2, 1, 1", "3, 2, 2", "4, 3, 3", "9, 3, 3"})
    void aPositionOfAnEarlierVersionIsAPlaceAndNotACount(long position, long afterOffset, long afterNumber) {
        store.epochs(new Epoch(6, 0, false), new Epoch(7, 4));

        Located.OfAnotherLog located = locate(position);

        assertThat(located).isEqualTo(new Located.OfAnotherLog(afterOffset, afterNumber));
        assertThat(numbersAfter(located)).startsWith(afterNumber + 1).endsWith(5L);
    }

    private Located.OfAnotherLog locate(long number) {
        return (Located.OfAnotherLog) log.locate(Events.CUSTOMER, new Sequence(6, number))
                .toCompletableFuture()
                .join();
    }

    private List<Long> numbersAfter(Located.OfAnotherLog located) {
        return read(log, Events.CUSTOMER, located.afterOffset(), 10).stream()
                .map(LogEntry::number)
                .toList();
    }

    private LogEntry kept(UUID customer, long offset, long number) {
        return new LogEntry(
                new Placed(new Sequence(6, number), offset),
                new LogEntry.About(
                        customer,
                        new EventName("/test", "event-" + offset),
                        "call_created",
                        Topics.of(new Resource("call", "17"), new InScope(Scope.CUSTOMER, customer)),
                        false),
                new byte[10],
                -1,
                clock.millis(),
                77);
    }
}
