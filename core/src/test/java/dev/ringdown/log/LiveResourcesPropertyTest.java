package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.LiveResourceIndex.Live;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Which resources are alive, and their latest events, against a plain list of those. */
class LiveResourcesPropertyTest {
    private static final List<UUID> CUSTOMERS = List.of(new UUID(0, 1), new UUID(0, 2), new UUID(-1, 3));

    /** An event of a resource of somebody; the last two kinds change no state. */
    private record Told(String kind, int customer, int resource, int jsonBytes) {
        LogEntry at(long offset) {
            UUID whose = CUSTOMERS.get(customer);
            InScope scope = new InScope(Scope.CUSTOMER, whose);
            List<InScope> passedOver = kind.equals("late") ? List.of(new InScope(Scope.AGENT, whose)) : List.of();
            return new LogEntry(
                    new Placed(new Sequence(7, offset + 1), offset),
                    new LogEntry.About(
                            whose,
                            new EventName("/test", "event-" + offset),
                            kind.equals("end") ? "call_hangup" : "call_updated",
                            new Topics(List.of(scope), new Resource("call", "r" + resource), List.of(), passedOver),
                            kind.equals("moment")),
                    new byte[jsonBytes],
                    -1,
                    0,
                    77);
        }
    }

    @Provide
    Arbitrary<List<Told>> events() {
        return Combinators.combine(
                        Arbitraries.of("state", "state", "state", "state", "end", "moment", "late"),
                        Arbitraries.of(0, 0, 0, 1, 2),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(0, 100, 100, 500))
                .as(Told::new)
                .list()
                .ofMaxSize(60);
    }

    /** The latest events of what is alive, the quietest first. */
    private static final class Model {
        final List<LogEntry> latest = new ArrayList<>();
        final Set<UUID> incomplete = new HashSet<>();

        void note(LogEntry entry, LiveResourceIndex.Bounds bounds) {
            if (entry.isMoment() || entry.topics().isLate()) {
                return;
            }
            latest.removeIf(other ->
                    other.customer().equals(entry.customer()) && other.subject().equals(entry.subject()));
            if (!entry.type().equals("call_hangup")) {
                latest.add(entry);
            }
            for (List<LogEntry> its = of(entry.customer());
                    its.size() > bounds.resources() || weight(its) > bounds.bytes() && its.size() > 1;
                    its = of(entry.customer())) {
                latest.remove(its.get(0));
                incomplete.add(entry.customer());
            }
        }

        List<LogEntry> of(UUID customer) {
            return latest.stream()
                    .filter(entry -> entry.customer().equals(customer))
                    .toList();
        }

        private static long weight(List<LogEntry> entries) {
            return entries.stream().mapToLong(LogEntry::weight).sum();
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatIsAliveIsWhatAListHas(
            @ForAll("events") List<Told> events,
            @ForAll @IntRange(min = 1, max = 5) int resources,
            @ForAll @IntRange(min = 1, max = 2_500) int bytes) {
        LiveResourceIndex.Bounds bounds = new LiveResourceIndex.Bounds(resources, bytes);
        LiveResourceIndex index = index(bounds);
        LatestInMemory latest = new LatestInMemory(index);
        Model model = new Model();

        IntStream.range(0, events.size()).mapToObj(i -> events.get(i).at(i)).forEach(entry -> {
            latest.note(entry);
            model.note(entry, bounds);
        });

        assertThat(latest.count()).isEqualTo(model.latest.size());
        assertThat(index.incomplete()).containsExactlyInAnyOrderElementsOf(model.incomplete);
        assertThat(CUSTOMERS).allSatisfy(customer -> {
            LiveResources found = latest.of(customer, events.size() - 1L);
            List<LogEntry> expected = model.of(customer);
            assertThat(IntStream.range(0, found.offsets().size()).mapToObj(found::entry))
                    .isEqualTo(expected);
            assertThat(IntStream.range(0, found.offsets().size()).mapToObj(found.offsets()::get))
                    .isEqualTo(LogTesting.offsets(expected));
            assertThat(found.headOffset()).isEqualTo(events.size() - 1L);
            assertThat(found.complete()).isEqualTo(!model.incomplete.contains(customer));
        });
    }

    /** A store that was opened again tells the index what it has, and goes on. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void anIndexThatIsRestoredGoesOnAsIfItHadNeverStopped(
            @ForAll("events") List<Told> before,
            @ForAll("events") List<Told> after,
            @ForAll @IntRange(min = 1, max = 5) int resources,
            @ForAll @IntRange(min = 1, max = 2_500) int bytes) {
        LiveResourceIndex.Bounds bounds = new LiveResourceIndex.Bounds(resources, bytes);
        LiveResourceIndex first = index(bounds);
        note(first, before, 0);
        LiveResourceIndex restored = index(bounds);
        first.customers().forEach(customer -> first.of(customer).forEach(live -> restored.restore(customer, live)));
        first.incomplete().forEach(restored::forgetsOne);
        Model model = new Model();
        IntStream.range(0, before.size()).forEach(i -> model.note(before.get(i).at(i), bounds));
        IntStream.range(0, after.size()).forEach(i -> model.note(after.get(i).at(before.size() + i), bounds));

        note(restored, after, before.size());

        assertThat(restored.count()).isEqualTo(model.latest.size());
        assertThat(restored.customers())
                .containsExactlyInAnyOrderElementsOf(
                        model.latest.stream().map(LogEntry::customer).distinct().toList());
        assertThat(CUSTOMERS).allSatisfy(customer -> {
            List<LogEntry> expected = model.of(customer);
            assertThat(restored.of(customer))
                    .isEqualTo(expected.stream()
                            .map(entry -> Live.of(entry, entry.subject()))
                            .toList());
            assertThat(expected)
                    .allSatisfy(entry -> assertThat(restored.find(customer, entry.subject()))
                            .isEqualTo(Live.of(entry, entry.subject())));
            assertThat(restored.find(customer, "call:none")).isNull();
            assertThat(restored.isComplete(customer)).isEqualTo(!model.incomplete.contains(customer));
        });
    }

    private static LiveResourceIndex index(LiveResourceIndex.Bounds bounds) {
        return new LiveResourceIndex(new TerminalTypes(TerminalTypes.DEFAULT), bounds);
    }

    /** As a store does it: what is one too many goes. */
    private static void note(LiveResourceIndex index, List<Told> events, int fromOffset) {
        for (int i = 0; i < events.size(); i++) {
            LogEntry entry = events.get(i).at(fromOffset + i);
            index.note(entry, entry.subject());
            while (index.forgetOneTooMany(entry.customer()) != null) {
                // and the next
            }
        }
    }
}
