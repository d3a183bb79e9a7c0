package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.protocol.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** A store in memory against a plain list of what is retained, looked through from its beginning whenever something is asked. */
class MemoryStorePropertyTest {
    private static final long MAX_BYTES = 20 * 300;
    private static final long SHARE_BYTES = MAX_BYTES / 3;
    private static final long MAX_AGE_MILLIS = 1_000;

    private static final List<UUID> CUSTOMERS =
            List.of(new UUID(0, 1), new UUID(0, 2), new UUID(-1, 3), new UUID(Long.MIN_VALUE, 4));

    private enum What {
        WRITE,
        MAINTAIN,
        SET_AHEAD,
        SET_BACK
    }

    /** What happens after some time; of a write whose entry it is, how large, and how many offsets are left out before it. */
    private record Step(What what, long afterMillis, int customer, int jsonBytes, int hole) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(30, What.WRITE),
                                Tuple.of(3, What.MAINTAIN),
                                Tuple.of(1, What.SET_AHEAD),
                                Tuple.of(1, What.SET_BACK)),
                        Arbitraries.longs().between(0, 100),
                        Arbitraries.of(0, 0, 0, 1, 1, 2, 3),
                        Arbitraries.of(0, 44, 44, 44, 300),
                        Arbitraries.of(0, 0, 0, 5))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    private static final class Model {
        final List<LogEntry> retained = new ArrayList<>();
        final Map<Long, Long> cameMillis = new HashMap<>();
        final List<UUID> aboveShare = new ArrayList<>();
        final Map<UUID, Long> lostBefore = new HashMap<>();
        long firstOffset;
        long headOffset = -1;
        int sharesReached;

        void write(LogEntry entry) {
            retained.add(entry);
            cameMillis.put(entry.offset(), entry.appendedAtMillis());
            headOffset = entry.offset();
            noteShares();
            boolean shared = false;
            while (bytes(retained) > MAX_BYTES && retained.size() > 1) {
                LogEntry lost = nextToGo();
                shared |= lost != retained.get(0);
                forget(lost);
            }
            sharesReached += shared ? 1 : 0;
        }

        /** Of those who have as much it is who came above its share first. */
        private LogEntry nextToGo() {
            return aboveShare.stream()
                    .map(this::of)
                    .filter(entries -> entries.size() > 1)
                    .sorted(Comparator.comparingLong(Model::bytes).reversed())
                    .findFirst()
                    .orElse(retained)
                    .get(0);
        }

        private void forget(LogEntry lost) {
            if (lost == retained.get(0)) {
                firstOffset = lost.offset() + 1;
            } else {
                lostBefore.put(lost.customer(), lost.offset() + 1);
            }
            retained.remove(lost);
            noteShares();
        }

        private void noteShares() {
            aboveShare.removeIf(customer -> bytes(of(customer)) <= SHARE_BYTES);
            CUSTOMERS.stream()
                    .filter(customer -> bytes(of(customer)) > SHARE_BYTES && !aboveShare.contains(customer))
                    .forEach(aboveShare::add);
        }

        void maintain(long nowMillis) {
            while (!retained.isEmpty() && cameMillis(retained.get(0)) < nowMillis - MAX_AGE_MILLIS) {
                forget(retained.get(0));
            }
        }

        long cameMillis(LogEntry entry) {
            return cameMillis.getOrDefault(entry.offset(), -1L);
        }

        void clockSet(long byMillis) {
            cameMillis.replaceAll((offset, millis) -> millis + byMillis);
        }

        List<LogEntry> of(UUID customer) {
            return retained.stream()
                    .filter(entry -> entry.customer().equals(customer))
                    .toList();
        }

        long firstOffset(UUID customer) {
            return Math.max(firstOffset, lostBefore.getOrDefault(customer, 0L));
        }

        static long bytes(List<LogEntry> entries) {
            return entries.stream().mapToLong(LogEntry::weight).sum();
        }
    }

    /** Both, and what plays the same to them. */
    private static final class Played {
        final RecordedMeters meters = new RecordedMeters();
        final MemoryStore store = new MemoryStore(
                7,
                MAX_BYTES,
                SHARE_BYTES,
                Duration.ofMillis(MAX_AGE_MILLIS),
                new LiveResourceIndex(
                        new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(10, Long.MAX_VALUE)),
                meters);
        final Model model = new Model();
        private final Map<UUID, Long> numbers = new HashMap<>();
        long nowMillis = 1_000_000;

        Played(List<Step> steps) {
            steps.forEach(this::play);
        }

        private void play(Step step) {
            nowMillis += step.afterMillis;
            switch (step.what) {
                case WRITE -> write(step);
                case MAINTAIN -> {
                    store.maintain(nowMillis);
                    model.maintain(nowMillis);
                }
                case SET_AHEAD -> setClock(60_000);
                case SET_BACK -> setClock(-60_000);
            }
        }

        private void write(Step step) {
            UUID customer = CUSTOMERS.get(step.customer);
            LogEntry entry = LogTesting.entry(
                    customer,
                    numbers.merge(customer, 1L, Long::sum),
                    model.headOffset + 1 + step.hole,
                    step.jsonBytes,
                    nowMillis);
            store.write(List.of(entry));
            model.write(entry);
        }

        private void setClock(long byMillis) {
            nowMillis += byMillis;
            store.clockSet(byMillis);
            model.clockSet(byMillis);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatIsReadIsWhatTheListHas(
            @ForAll("steps") List<Step> steps,
            @ForAll @IntRange(min = -1, max = 150) int offset,
            @ForAll @IntRange(min = 1, max = 12) int maxEntries) {
        Played played = new Played(steps);

        for (UUID customer : CUSTOMERS) {
            List<LogEntry> all = played.model.of(customer);
            List<LogEntry> after =
                    all.stream().filter(entry -> entry.offset() > offset).toList();
            List<LogEntry> before =
                    all.stream().filter(entry -> entry.offset() < offset).toList();

            LogSlice read = played.store.read(customer, offset, maxEntries);
            assertThat(read.entries()).isEqualTo(after.subList(0, Math.min(maxEntries, after.size())));
            assertThat(read.fromOffset()).isEqualTo(offset + 1);
            assertThat(read.endOffset()).isEqualTo(endOf(read, after, played.model.headOffset, offset));
            assertThat(read.firstOffset()).isEqualTo(played.model.firstOffset(customer));

            LogSlice readBack = played.store.readBack(customer, offset, maxEntries);
            assertThat(readBack.entries())
                    .isEqualTo(before.subList(Math.max(0, before.size() - maxEntries), before.size()));
            assertThat(readBack.fromOffset())
                    .isEqualTo(
                            before.size() > maxEntries
                                    ? readBack.entries().get(0).offset()
                                    : 0);
            assertThat(readBack.endOffset()).isEqualTo(offset);
            assertThat(readBack.firstOffset()).isEqualTo(played.model.firstOffset(customer));
        }
    }

    /** A read that has all says so up to the head. */
    private static long endOf(LogSlice read, List<LogEntry> after, long headOffset, long afterOffset) {
        int count = read.entries().size();
        return count < after.size() ? after.get(count - 1).offset() + 1 : Math.max(headOffset + 1, afterOffset + 1);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyNumberIsFoundAsLongAsItIsRetained(@ForAll("steps") List<Step> steps) {
        Played played = new Played(steps);

        for (UUID customer : CUSTOMERS) {
            Map<Long, Long> offsetByNumber =
                    played.model.of(customer).stream().collect(Collectors.toMap(LogEntry::number, LogEntry::offset));
            assertThat(LongStream.rangeClosed(0, steps.size() + 1))
                    .allSatisfy(number -> assertThat(played.store.offsetOf(customer, number))
                            .isEqualTo(offsetByNumber.getOrDefault(number, -1L)));
        }
        Map<UUID, Long> told = new HashMap<>();
        played.store.numbers(told::put);
        assertThat(told)
                .isEqualTo(played.model.retained.stream()
                        .collect(Collectors.toMap(LogEntry::customer, LogEntry::number, Math::max)));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatIsRecalledIsWhatIsYoungAndTheNewestWhateverTheirAge(
            @ForAll("steps") List<Step> steps,
            @ForAll @IntRange(max = 3_000) int ageMillis,
            @ForAll @IntRange(max = 30) int newest) {
        Played played = new Played(steps);
        List<LogEntry> retained = played.model.retained;

        long since = played.nowMillis - ageMillis;
        long before = played.store.offsetBeforeNewest(newest);
        List<Long> recalled = new ArrayList<>();
        played.store.recall(since, before, event -> recalled.add(event.placed().offset()));

        List<LogEntry> old = retained.subList(0, Math.max(0, retained.size() - newest));
        assertThat(before)
                .isEqualTo(old.isEmpty() ? -1 : old.get(old.size() - 1).offset());
        assertThat(recalled)
                .isEqualTo(retained.stream()
                        .filter(entry -> entry.appendedAtMillis() >= since || !old.contains(entry))
                        .map(LogEntry::offset)
                        .toList());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatIsShownIsWhatIsRetained(@ForAll("steps") List<Step> steps) {
        Played played = new Played(steps);
        Model model = played.model;

        assertThat(played.store.headOffset()).isEqualTo(model.headOffset);
        assertThat(played.store.firstOffset()).isEqualTo(model.firstOffset);
        assertThat(CUSTOMERS)
                .allSatisfy(customer ->
                        assertThat(played.store.firstOffset(customer)).isEqualTo(model.firstOffset(customer)));
        assertThat(played.store.retainedBytes()).isEqualTo(Model.bytes(model.retained));
        assertThat(played.store.oldestMillis())
                .isEqualTo(model.retained.isEmpty() ? 0 : model.cameMillis(model.retained.get(0)));
        assertThat(played.meters.reached()).isEqualTo(Collections.nCopies(model.sharesReached, Limit.RETENTION_SHARE));
    }
}
