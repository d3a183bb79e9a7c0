package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever customers appends have in common. */
class AppendQueuePropertyTest {
    /** Whose events it has; of nobody, it takes what waits. */
    @Provide
    Arbitrary<List<Set<Integer>>> steps() {
        return Arbitraries.integers().between(0, 3).set().ofMaxSize(3).list().ofMaxSize(60);
    }

    @Property
    void eachIsTakenOnceAndThoseOfOneCustomerInTheirOrder(@ForAll("steps") List<Set<Integer>> steps) throws Exception {
        AppendQueue<Integer> queue = new AppendQueue<>(new AppendQueue.Bounds(1_000, 1_000_000, 100, 3, 1_000, 500));
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isEmpty()) {
                taken.addAll(queue.take(0));
            } else {
                assertThat(queue.offer(load(steps.get(i)), i)).isNull();
            }
        }
        taken.addAll(queue.end());

        assertThat(taken).containsExactlyInAnyOrderElementsOf(indices(steps, customers -> !customers.isEmpty()));
        for (int customer = 0; customer <= 3; customer++) {
            int whose = customer;
            assertThat(taken.stream().filter(i -> steps.get(i).contains(whose)).toList())
                    .isEqualTo(indices(steps, customers -> customers.contains(whose)));
        }
    }

    /** An append of some customers, each with so many bytes; one of nobody takes what waits, or gives room back. */
    @Provide
    Arbitrary<List<Map<Integer, Long>>> loads() {
        return Arbitraries.maps(Arbitraries.integers().between(0, 3), Arbitraries.of(1L, 5L, 10L, 20L))
                .ofMaxSize(2)
                .list()
                .ofMaxSize(60);
    }

    /** What waits, or was taken and is not released, as lists; why an append may not wait follows from going through them. */
    private static final class Model {
        private static final int APPENDS = 10;
        private static final long BYTES = 100;
        private static final int APPENDS_OF_ONE = 3;
        private static final long BYTES_OF_ONE = 30;

        final List<Map<Integer, Long>> waiting = new ArrayList<>();
        final List<Map<Integer, Long>> taken = new ArrayList<>();

        AppendQueue.@Nullable Refusal refusal(Map<Integer, Long> load) {
            long with = bytes() + sum(load);
            if (bytes() > 0 && with > BYTES) {
                return AppendQueue.Refusal.BYTES;
            }
            if (waiting.size() == APPENDS) {
                return AppendQueue.Refusal.APPENDS;
            }
            boolean tooManyBytes = with > BYTES - BYTES_OF_ONE
                    && load.entrySet().stream()
                            .anyMatch(each -> bytesOf(each.getKey()) > 0
                                    && bytesOf(each.getKey()) + each.getValue() > BYTES_OF_ONE);
            boolean tooManyAppends = waiting.size() >= APPENDS - APPENDS_OF_ONE
                    && load.keySet().stream().anyMatch(customer -> countOf(customer) >= APPENDS_OF_ONE);
            return tooManyBytes || tooManyAppends ? AppendQueue.Refusal.SHARE : null;
        }

        long bytes() {
            return Stream.concat(waiting.stream(), taken.stream())
                    .mapToLong(Model::sum)
                    .sum();
        }

        private long bytesOf(int customer) {
            return waiting.stream()
                    .mapToLong(load -> load.getOrDefault(customer, 0L))
                    .sum();
        }

        private long countOf(int customer) {
            return waiting.stream().filter(load -> load.containsKey(customer)).count();
        }

        static long sum(Map<Integer, Long> load) {
            return load.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    @Property
    void whoMayWaitFollowsFromWhatWaits(@ForAll("loads") List<Map<Integer, Long>> loads) {
        AppendQueue<Map<Integer, Long>> queue = new AppendQueue<>(new AppendQueue.Bounds(10, 100, 30, 2, 1_000));
        Model model = new Model();
        for (Map<Integer, Long> load : loads) {
            if (load.isEmpty() && !model.taken.isEmpty()) {
                queue.release(model.taken.stream().mapToLong(Model::sum).sum());
                model.taken.clear();
            } else if (load.isEmpty()) {
                queue.poll().forEach(taken -> {
                    model.waiting.remove(taken);
                    model.taken.add(taken);
                });
            } else {
                AppendQueue.Refusal expected = model.refusal(load);
                assertThat(queue.offer(load(load), load)).isEqualTo(expected);
                if (expected == null) {
                    model.waiting.add(load);
                }
            }
            assertThat(queue.waiting()).isEqualTo(model.waiting.size());
            assertThat(queue.bytes()).isEqualTo(model.bytes());
        }
    }

    private static AppendQueue.Load load(Map<Integer, Long> load) {
        return new AppendQueue.Load(
                load.entrySet().stream()
                        .collect(Collectors.toMap(each -> new UUID(0, each.getKey()), Map.Entry::getValue)),
                Model.sum(load));
    }

    private static List<Integer> indices(List<Set<Integer>> steps, Predicate<Set<Integer>> wanted) {
        return IntStream.range(0, steps.size())
                .filter(i -> wanted.test(steps.get(i)))
                .boxed()
                .toList();
    }

    private static AppendLoad load(Set<Integer> customers) {
        Map<UUID, Long> bytes =
                customers.stream().collect(Collectors.toMap(number -> new UUID(0, number), number -> 1L));
        return new AppendLoad(bytes, customers.size());
    }
}
