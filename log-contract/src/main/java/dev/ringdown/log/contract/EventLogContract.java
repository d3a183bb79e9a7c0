package dev.ringdown.log.contract;

import static dev.ringdown.log.contract.Calls.ALICE;
import static dev.ringdown.log.contract.Calls.BOB;
import static dev.ringdown.log.contract.Calls.alices;
import static dev.ringdown.log.contract.Calls.bobs;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every log must do. Whoever makes a kind of log runs this for it. Nothing here counts by offsets, or knows what the
 * next one is.
 */
public abstract class EventLogContract {
    private @Nullable EventLog opened;

    /** An empty log that nobody writes but in {@link #turn}. */
    protected abstract EventLog open() throws Exception;

    /** Lets what was appended be stored, announced and acknowledged. */
    protected abstract void turn();

    @BeforeEach
    final void begin() throws Exception {
        opened = open();
    }

    private EventLog log() {
        return requireNonNull(opened, "opened");
    }

    @AfterEach
    final void end() {
        log().close();
    }

    @Test
    final void anEmptyLogIsWellAndHasNothing() {
        assertThat(log().fault()).isNull();
        assertThat(log().tail().headOffset()).isEqualTo(-1);
        assertThat(read(ALICE, -1, 10)).isEmpty();
        assertThat(readBack(ALICE, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(answered(log().liveResources(ALICE)).offsets().size()).isZero();
    }

    @Test
    final void nothingIsAnsweredReadableOrAnnouncedBeforeItsTurn() {
        CompletableFuture<AppendOutcome> append = log().append(List.of(alices("a")));

        assertThat(append).isNotDone();
        assertThat(read(ALICE, -1, 10)).isEmpty();
        assertThat(log().tail().headOffset()).isEqualTo(-1);

        turn();
        assertThat(append).isCompletedWithValueMatching(AppendOutcome.Stored.class::isInstance);
    }

    @Test
    final void eventsAreReadInTheOrderOfAppendingEachCustomersByThemselves() {
        append(alices("a"), bobs("b"));
        append(alices("c"));

        assertThat(names(read(ALICE, -1, 10))).containsExactly("a", "c");
        assertThat(names(read(BOB, -1, 10))).containsExactly("b");
    }

    @Test
    final void offsetsAscendAndTheTailsPlacesGrowByOne() {
        append(alices("a"), bobs("b"));
        append(alices("c"), alices("d"));

        long head = log().tail().head().place();
        List<LogEntry> newest = IntStream.rangeClosed(-3, 0)
                .mapToObj(back -> requireNonNull(log().tail().at(head + back)))
                .toList();

        assertThat(names(newest)).containsExactly("a", "b", "c", "d");
        assertThat(newest).extracting(LogEntry::offset).isSorted().doesNotHaveDuplicates();
        assertThat(newest.get(3).offset()).isEqualTo(log().tail().headOffset());
    }

    @Test
    final void anEntryIsTheEventWithItsPlaceInIt() {
        Event event = alices("a");

        Appended place = append(event).get(0);

        LogEntry entry = read(ALICE, -1, 1).get(0);
        assertThat(entry.sequence()).isEqualTo(place.sequence());
        assertThat(entry.customer()).isEqualTo(ALICE);
        assertThat(entry.name()).isEqualTo(event.name());
        assertThat(entry.type()).isEqualTo("call_updated");
        assertThat(entry.topics()).isEqualTo(event.topics());
        assertThat(new String(entry.json(), StandardCharsets.UTF_8))
                .contains("\"id\":\"a\"", "\"sequence\":\"" + place.sequence() + '"');
    }

    @Test
    final void customersNumbersHaveNoHoles() {
        append(alices("a"), bobs("b"), alices("c"));
        append(alices("d"), bobs("e"));

        assertThat(read(ALICE, -1, 10)).extracting(LogEntry::number).containsExactly(1L, 2L, 3L);
        assertThat(read(BOB, -1, 10)).extracting(LogEntry::number).containsExactly(1L, 2L);
    }

    @Test
    final void anEventThatComesAgainHasThePlaceOfTheFirst() {
        Appended first = append(alices("a")).get(0);

        List<Appended> again = append(alices("b"), alices("a"));

        assertThat(again).extracting(Appended::duplicate).containsExactly(false, true);
        assertThat(again.get(1).sequence()).isEqualTo(first.sequence());
        assertThat(names(read(ALICE, -1, 10))).containsExactly("a", "b");
    }

    @Test
    final void anEntryIsReadableWhenItIsAnnouncedAndAnnouncedWhenItIsAcknowledged() {
        List<String> happened = new ArrayList<>();
        log().tail().follow(() -> happened.add("announced " + names(read(ALICE, -1, 10))));

        var unused = log().append(List.of(alices("a"), alices("b"))).thenRun(() -> happened.add("acknowledged"));
        turn();

        assertThat(happened).containsExactly("announced [a, b]", "acknowledged");
    }

    @Test
    final void whoFollowsLaterOnIsToldOfWhatComesThen() {
        append(alices("a"));
        List<Long> heads = new ArrayList<>();
        log().tail().follow(() -> heads.add(log().tail().headOffset()));

        append(alices("b"));

        assertThat(heads).containsExactly(log().tail().headOffset());
    }

    @Test
    final void slicesFollowEachOtherUpToTheHead() {
        appendMany(20);

        List<LogEntry> walked = new ArrayList<>();
        long afterOffset = -1;
        while (afterOffset < log().tail().headOffset()) {
            LogSlice slice = slice(ALICE, afterOffset, 3);
            assertThat(slice.fromOffset()).isEqualTo(afterOffset + 1);
            assertThat(slice.endOffset()).isGreaterThan(slice.fromOffset());
            walked.addAll(slice.entries());
            afterOffset = slice.endOffset() - 1;
        }

        assertThat(names(walked)).isEqualTo(names(read(ALICE, -1, 100)));
        assertThat(walked).hasSize(10);
        assertThat(afterOffset).isEqualTo(log().tail().headOffset());
    }

    @Test
    final void slicesGoBackToTheBeginning() {
        appendMany(20);

        List<LogEntry> walked = new ArrayList<>();
        long beforeOffset = log().tail().headOffset() + 1;
        while (beforeOffset > log().firstOffset(ALICE)) {
            LogSlice slice = sliceBack(ALICE, beforeOffset, 3);
            assertThat(slice.endOffset()).isEqualTo(beforeOffset);
            assertThat(slice.fromOffset()).isLessThan(beforeOffset);
            walked.addAll(0, slice.entries());
            beforeOffset = slice.fromOffset();
        }

        assertThat(names(walked)).isEqualTo(names(read(ALICE, -1, 100)));
    }

    @Test
    final void behindTheHeadThereIsNothing() {
        append(alices("a"));
        long head = log().tail().headOffset();

        LogSlice slice = slice(ALICE, head, 10);

        assertThat(slice).isEqualTo(new LogSlice(head + 1, List.of(), head + 1));
    }

    @Test
    final void aStretchWithoutEntriesOfACustomerReachesToTheHead() {
        append(alices("a"));
        long first = log().tail().headOffset();
        append(bobs("b"), bobs("c"));

        LogSlice slice = slice(ALICE, first, 10);

        assertThat(slice.entries()).isEmpty();
        assertThat(slice.endOffset()).isEqualTo(log().tail().headOffset() + 1);
    }

    @Test
    final void aStretchSaysFromWhereOnItHasAllThatWasThere() {
        append(alices("a"), bobs("b"));

        assertThat(slice(ALICE, -1, 10).firstOffset()).isEqualTo(log().firstOffset(ALICE));
        assertThat(sliceBack(ALICE, Long.MAX_VALUE, 10).firstOffset()).isEqualTo(log().firstOffset(ALICE));
    }

    @Test
    final void whatIsReadAfterAnEntryOrJustBeforeTheNextIsTheSame() {
        append(alices("a"), alices("b"), alices("c"));
        List<LogEntry> all = read(ALICE, -1, 10);
        long first = all.get(0).offset();
        long second = all.get(1).offset();

        assertThat(names(read(ALICE, first, 10))).containsExactly("b", "c");
        assertThat(names(read(ALICE, second - 1, 10))).containsExactly("b", "c");
        assertThat(names(readBack(ALICE, second, 10))).containsExactly("a");
        assertThat(names(readBack(ALICE, first + 1, 10))).containsExactly("a");
    }

    @Test
    final void theTailHasWhatWasReadByItsOffset() {
        append(alices("a"), bobs("b"), alices("c"));

        List<LogEntry> read = read(ALICE, -1, 10);

        assertThat(read)
                .allSatisfy(entry -> assertThat(log().tail().get(entry.offset()))
                        .isNotNull()
                        .extracting(LogEntry::name)
                        .isEqualTo(entry.name()));
    }

    @Test
    final void theLatestEventOfWhatIsAliveIsFound() {
        append(
                Calls.of(ALICE, "a", "call_created", "1"),
                Calls.of(ALICE, "b", "call_created", "2"),
                Calls.of(ALICE, "c", "call_updated", "1"),
                Calls.of(ALICE, "d", "call_hangup", "2"),
                bobs("e"));

        LiveResources live = answered(log().liveResources(ALICE));

        assertThat(live.offsets().size()).isOne();
        assertThat(requireNonNull(live.entry(0)).name().id()).isEqualTo("c");
        assertThat(live.headOffset()).isEqualTo(log().tail().headOffset());
        assertThat(live.complete()).isTrue();
    }

    @Test
    final void appendingNothingIsAnsweredWithNothing() {
        assertThat(append()).isEmpty();
        assertThat(log().tail().headOffset()).isEqualTo(-1);
    }

    @Test
    final void whatWasAppendedBeforeClosingIsStored() {
        CompletableFuture<AppendOutcome> append = log().append(List.of(alices("a")));

        log().close();

        assertThat(append).isCompletedWithValueMatching(AppendOutcome.Stored.class::isInstance);
    }

    @Test
    final void aClosedLogRefusesAndSaysThatItIsClosed() {
        assertThat(log().ended().toCompletableFuture()).isNotDone();
        log().close();

        CompletableFuture<AppendOutcome> append = log().append(List.of(alices("a")));

        assertThat(append).isCompletedWithValueMatching(AppendOutcome.Refused.class::isInstance);
        assertThat(log().fault()).isNotNull();
        assertThat(answered(log().ended())).isEqualTo(EventLog.Ended.CLOSED);
    }

    private List<Appended> append(Event... events) {
        CompletableFuture<AppendOutcome> append = log().append(List.of(events));
        turn();
        assertThat(append).isCompletedWithValueMatching(AppendOutcome.Stored.class::isInstance);
        return ((AppendOutcome.Stored) append.join()).places();
    }

    /** Appends events of Alice and Bob in turn. */
    private void appendMany(int count) {
        for (int i = 0; i < count; i++) {
            append(i % 2 == 0 ? alices("a" + i) : bobs("b" + i));
        }
    }

    /** What a read was answered with. */
    private static <T> T answered(CompletionStage<T> read) {
        assertThat(read).succeedsWithin(Duration.ofSeconds(30));
        return read.toCompletableFuture().join();
    }

    private LogSlice slice(UUID customer, long afterOffset, int maxEntries) {
        return answered(log().read(customer, afterOffset, maxEntries));
    }

    private LogSlice sliceBack(UUID customer, long beforeOffset, int maxEntries) {
        return answered(log().readBack(customer, beforeOffset, maxEntries));
    }

    private List<LogEntry> read(UUID customer, long afterOffset, int maxEntries) {
        return slice(customer, afterOffset, maxEntries).entries();
    }

    private List<LogEntry> readBack(UUID customer, long beforeOffset, int maxEntries) {
        return sliceBack(customer, beforeOffset, maxEntries).entries();
    }

    private static List<String> names(List<LogEntry> entries) {
        return entries.stream().map(entry -> entry.name().id()).toList();
    }
}
