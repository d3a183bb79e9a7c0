package dev.ringdown.log;

import static dev.ringdown.event.Events.call;
import static dev.ringdown.event.Events.callFrom;
import static dev.ringdown.event.Events.othersCall;
import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.append;
import static dev.ringdown.log.LogTesting.offsets;
import static dev.ringdown.log.LogTesting.places;
import static dev.ringdown.log.LogTesting.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.event.Events;
import dev.ringdown.protocol.Limit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Appending to a log, and what of it can be read. */
class StoredLogTest {
    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = LogTesting.memoryStore(1 << 20, Duration.ofHours(1));
    private final StoredLog log = new StoredLog(store, OPTIONS, clock);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void anEmptyLogIsWritableAndHasNoEntries() {
        assertThat(log.epoch()).isEqualTo(7);
        assertThat(log.firstOffset()).isZero();
        assertThat(log.tail().headOffset()).isEqualTo(-1);
        assertThat(log.fault()).isNull();
        assertThat(read(log, Events.CUSTOMER, -1, 10)).isEmpty();
    }

    @Test
    void eventsGetTheirPlacesInTheOrderOfAppending() {
        CompletableFuture<AppendOutcome> first = log.append(List.of(call("a"), othersCall("b")));
        CompletableFuture<AppendOutcome> second = log.append(List.of(call("c")));
        log.appender().turn();

        assertThat(places(first))
                .containsExactly(
                        new Appended("a", new Sequence(7, 1), false), new Appended("b", new Sequence(7, 1), false));
        assertThat(places(second)).containsExactly(new Appended("c", new Sequence(7, 2), false));
        assertThat(offsets(read(log, Events.CUSTOMER, -1, 10))).containsExactly(0L, 2L);
        assertThat(offsets(read(log, Events.OTHER_CUSTOMER, -1, 10))).containsExactly(1L);
    }

    @Test
    void anEntryIsTheEventWithItsSequenceInPlace() {
        Event event = call("a");

        append(log, event);

        LogEntry entry = read(log, Events.CUSTOMER, -1, 1).get(0);
        assertThat(entry.sequence()).isEqualTo(new Sequence(7, 1));
        assertThat(entry.customer()).isEqualTo(Events.CUSTOMER);
        assertThat(entry.type()).isEqualTo("call_created");
        assertThat(entry.topics()).isEqualTo(event.topics());
        assertThat(entry.receivedNanos()).isEqualTo(77);
        assertThat(entry.appendedAtMillis()).isEqualTo(clock.millis());
        assertThat(new String(entry.json(), StandardCharsets.UTF_8))
                .contains("\"id\":\"a\"", "\"sequence\":\"00000007-0000000000000001\"");
    }

    @Test
    void anEntryIsReadableBeforeItIsAnnouncedAndAnnouncedBeforeItIsAcknowledged() {
        ConcurrentLinkedQueue<Object> seen = new ConcurrentLinkedQueue<>();
        log.tail().follow(() -> seen.add(offsets(read(log, Events.CUSTOMER, -1, 10))));
        log.tail().follow(() -> seen.add(log.tail().headOffset()));

        append(log, call("a"), call("b"));

        assertThat(seen).containsExactly(List.of(0L, 1L), 1L);
        assertThat(log.tail().get(1)).isEqualTo(read(log, Events.CUSTOMER, 0, 1).get(0));
    }

    @Test
    void appendingNothingIsAnsweredWithNothing() {
        assertThat(append(log)).isEmpty();
        assertThat(log.tail().headOffset()).isEqualTo(-1);
    }

    @Test
    void anEventThatComesAgainIsAnsweredWithItsFirstSequenceAndNotStored() {
        append(log, call("a"));

        List<Appended> again = append(log, call("b"), call("a"), call("c"));

        assertThat(again)
                .containsExactly(
                        new Appended("b", new Sequence(7, 2), false),
                        new Appended("a", new Sequence(7, 1), true),
                        new Appended("c", new Sequence(7, 3), false));
        assertThat(offsets(read(log, Events.CUSTOMER, -1, 10))).containsExactly(0L, 1L, 2L);
    }

    @Test
    void anEventThatComesTwiceInOneAppendIsStoredOnce() {
        List<Appended> places = append(log, call("a"), call("a"));

        assertThat(places)
                .containsExactly(
                        new Appended("a", new Sequence(7, 1), false), new Appended("a", new Sequence(7, 1), true));
        assertThat(offsets(read(log, Events.CUSTOMER, -1, 10))).containsExactly(0L);
    }

    @Test
    void theSameIdFromAnotherSourceIsAnotherEvent() {
        List<Appended> places = append(log, call("a"), callFrom("/chat-manager", "a"));

        assertThat(places).extracting(Appended::duplicate).containsExactly(false, false);
    }

    @Test
    void anEventIsADuplicateAsLongAsTheWindowIs() {
        append(log, call("a"));

        clock.advance(Duration.ofMinutes(5));
        List<Appended> within = append(log, call("a"));
        clock.advance(Duration.ofMillis(1));
        List<Appended> beyond = append(log, call("a"));

        assertThat(within).containsExactly(new Appended("a", new Sequence(7, 1), true));
        assertThat(beyond).containsExactly(new Appended("a", new Sequence(7, 2), false));
    }

    @Test
    void aDuplicateDoesNotMakeTheWindowLonger() {
        append(log, call("a"));
        clock.advance(Duration.ofMinutes(3));
        append(log, call("a"));
        clock.advance(Duration.ofMinutes(3));

        assertThat(append(log, call("a"))).containsExactly(new Appended("a", new Sequence(7, 2), false));
    }

    @Test
    void onlySoManyEventsAreRememberedAsTheLimitSays() {
        LogOptions two = new LogOptions(16, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 2);
        MemoryStore store = LogTesting.memoryStore(1 << 20, Duration.ofHours(1));

        try (StoredLog log = new StoredLog(store, two, clock)) {
            append(log, call("a"), call("b"), call("c"));

            assertThat(append(log, call("c"), call("a")))
                    .containsExactly(
                            new Appended("c", new Sequence(7, 3), true), new Appended("a", new Sequence(7, 4), false));
        }
    }

    @Test
    void oneCustomersManyEventsMakeNobodyElsesForgotten() {
        LogOptions three = new LogOptions(16, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 3);
        MemoryStore store = LogTesting.memoryStore(1 << 20, Duration.ofHours(1));
        RecordedMeters meters = new RecordedMeters();

        try (StoredLog log = new StoredLog(store, three, clock, meters)) {
            append(log, othersCall("theirs"), call("a"), call("b"), call("c"), call("d"));
        }
        assertThat(meters.counted("ringdown.duplicates.forgotten")).isEqualTo(2);
        assertThat(meters.reached()).containsExactly(Limit.DUPLICATE_EVENTS);

        try (StoredLog log = new StoredLog(store, three, clock, meters)) {
            assertThat(append(log, othersCall("theirs"), call("d"), call("b")))
                    .extracting(Appended::duplicate)
                    .containsExactly(true, true, false);
        }
    }

    @Test
    void theNewestEventsAreDuplicatesAlsoLongAfterARestart() {
        LogOptions ageless = new LogOptions(16, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 1_000, 2, 100);
        MemoryStore store = LogTesting.memoryStore(1 << 20, Duration.ofDays(2));
        for (int offset = 0; offset < 3; offset++) {
            store.write(List.of(LogTesting.entry(Events.CUSTOMER, offset, 10, clock.millis())));
        }
        clock.advance(Duration.ofDays(1));

        try (StoredLog log = new StoredLog(store, ageless, clock)) {
            List<Appended> again = append(
                    log,
                    Events.callFrom("/test", "event-2"),
                    Events.callFrom("/test", "event-1"),
                    Events.callFrom("/test", "event-0"));

            assertThat(again).extracting(Appended::duplicate).containsExactly(true, true, false);
        }
    }

    @Test
    void entriesBeyondRetentionGoWithALaterAppend() {
        append(log, call("a"));
        clock.advance(Duration.ofHours(2));

        append(log, call("b"));
        append(log, call("c")); // the appender expires between two writes

        assertThat(log.firstOffset()).isEqualTo(1);
        assertThat(offsets(read(log, Events.CUSTOMER, -1, 10))).containsExactly(1L, 2L);
    }

    @Test
    void aLogGoesOnWhereItsStoreEnds() {
        MemoryStore old = LogTesting.memoryStore(1 << 20, Duration.ofHours(1));
        old.write(List.of(LogTesting.entry(Events.CUSTOMER, 0, 10, clock.millis())));

        try (StoredLog log = new StoredLog(old, OPTIONS, clock)) {
            assertThat(log.tail().headOffset()).isZero();
            assertThat(append(log, call("a"))).extracting(Appended::sequence).containsExactly(new Sequence(7, 2));
            assertThat(offsets(read(log, Events.CUSTOMER, -1, 10))).containsExactly(0L, 1L);
        }
    }

    @Test
    void whatIsSentAgainAfterARestartIsAnsweredWithItsFirstSequenceHoweverMuchCameSince() {
        LogOptions many = new LogOptions(16, 1 << 20, 16, 1 << 24, 16, Duration.ofMinutes(5), 10_000);
        MemoryStore store = LogTesting.memoryStore(1 << 24, Duration.ofHours(1));
        StoredLog before = new StoredLog(store, many, clock);
        append(before, calls(3_000));
        before.close();

        try (StoredLog log = new StoredLog(store, many, clock)) {
            assertThat(append(log, calls(3_000)))
                    .allMatch(Appended::duplicate)
                    .extracting(appended -> appended.sequence().number())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 3_000).boxed().toList());
            assertThat(append(log, othersCall("theirs"), call("mine")))
                    .extracting(Appended::sequence)
                    .containsExactly(new Sequence(7, 1), new Sequence(7, 3_001));
        }
    }

    private static Event[] calls(int count) {
        return IntStream.range(0, count).mapToObj(i -> call("call-" + i)).toArray(Event[]::new);
    }
}
