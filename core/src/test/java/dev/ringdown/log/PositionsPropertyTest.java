package dev.ringdown.log;

import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.append;
import static dev.ringdown.log.LogTesting.read;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.event.Events;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Positions against a plain list for each customer: what comes after the n-th is what follows n in the list. */
class PositionsPropertyTest {
    private static final List<UUID> CUSTOMERS = List.of(Events.CUSTOMER, Events.OTHER_CUSTOMER);

    private final Map<UUID, List<String>> idsByCustomer =
            Map.of(Events.CUSTOMER, new ArrayList<>(), Events.OTHER_CUSTOMER, new ArrayList<>());
    private int appended;

    @BeforeTry
    void beginAnew() {
        idsByCustomer.values().forEach(List::clear);
        appended = 0;
    }

    private List<String> ids(UUID customer) {
        return requireNonNull(idsByCustomer.get(customer));
    }

    private Event next(UUID customer) {
        String id = String.format("%04d", appended++);
        ids(customer).add(id);
        return customer.equals(Events.CUSTOMER) ? Events.call(id) : Events.othersCall(id);
    }

    /** @param steps whose event comes next: mostly the same customer's, so that the other's are far apart */
    @Property(tries = 100)
    void aPositionIsWhereTheListSaysHoweverMuchOfTheLogIsGone(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(max = 6) Integer> steps,
            @ForAll @IntRange(min = 1, max = 40) int retained)
            throws Exception {
        long weight = 256 + Events.call("0000").json().size();
        MemoryStore store = LogTesting.memoryStore(retained * weight, retained * weight / 2, LogMeters.NONE);

        try (StoredLog log = new StoredLog(store, OPTIONS, new ManualClock())) {
            for (int step : steps) {
                appendOne(CUSTOMERS.get(step == 0 ? 1 : 0), log);
            }

            for (UUID customer : CUSTOMERS) {
                assertLikeTheList(customer, log);
            }
        }
    }

    /** @param steps whose event comes next, and what happens before: nothing, a restart, a write that fails, a duplicate */
    @Property(tries = 100)
    void countsGoOnAcrossRestartsFailuresAndDuplicates(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 19) Integer> steps) throws Exception {
        FakeStore store = new FakeStore();
        StoredLog log = new StoredLog(store, OPTIONS, new ManualClock());
        for (int step : steps) {
            UUID customer = CUSTOMERS.get(step % 2);
            switch (step / 2) {
                case 0 -> {
                    log.close();
                    log = new StoredLog(store, OPTIONS, new ManualClock());
                }
                case 1 -> {
                    store.failNextWrite(new IOException("no space left"));
                    var failed = log.append(List.of(Events.call("fail"), Events.othersCall("fail")));
                    log.appender().turn();
                    assertThat(failed).isCompletedWithValueMatching(AppendOutcome.Refused.class::isInstance, "refused");
                }
                case 2 -> append(log, again().toArray(new Event[0]));
                default -> {
                    // only the append below
                }
            }
            appendOne(customer, log);
        }

        for (UUID customer : CUSTOMERS) {
            assertLikeTheList(customer, log);
        }
        log.close();
    }

    /** The first event of everybody, once more. */
    private List<Event> again() {
        List<Event> events = new ArrayList<>();
        ids(Events.CUSTOMER).stream().limit(1).map(Events::call).forEach(events::add);
        ids(Events.OTHER_CUSTOMER).stream().limit(1).map(Events::othersCall).forEach(events::add);
        return events;
    }

    private void appendOne(UUID customer, StoredLog log) throws Exception {
        UUID other = CUSTOMERS.get(1 - CUSTOMERS.indexOf(customer));
        CustomerCount othersBefore = log.count(other);

        Appended place = append(log, next(customer)).get(0);

        int count = ids(customer).size();
        assertThat(place.sequence()).isEqualTo(new Sequence(7, count));
        long head = log.tail().headOffset();
        assertThat(log.count(customer).number()).isEqualTo(count);
        assertThat(log.count(customer).upTo(head)).isEqualTo(count);
        assertThat(log.count(customer).upTo(head - 1)).isEqualTo(count - 1);
        assertThat(log.count(other)).isEqualTo(othersBefore);
    }

    private void assertLikeTheList(UUID customer, StoredLog log) {
        List<String> ids = ids(customer);
        List<LogEntry> retained = read(log, customer, -1, 1_000);
        int gone = ids.size() - retained.size();
        assertThat(retained).extracting(entry -> entry.name().id()).isEqualTo(ids.subList(gone, ids.size()));
        for (int number = 0; number <= ids.size(); number++) {
            Located.At at = (Located.At) log.locate(customer, new Sequence(7, number))
                    .toCompletableFuture()
                    .join();
            assertThat(at.afterNumber()).isEqualTo(number);
            assertThat(read(log, customer, at.afterOffset(), 1_000))
                    .extracting(LogEntry::number)
                    .isEqualTo(retained.stream()
                            .map(LogEntry::number)
                            .filter(isBeyond(number))
                            .toList());
            assertThat(at.afterOffset() + 1 >= log.firstOffset(customer))
                    .as("everything after %d of %d is there, of which %d are gone", number, ids.size(), gone)
                    .isEqualTo(number >= gone);
        }
        assertThat(log.locate(customer, new Sequence(7, ids.size() + 1L))).isCompletedWithValue(new Located.Ahead());
    }

    private static Predicate<Long> isBeyond(long number) {
        return other -> other > number;
    }
}
