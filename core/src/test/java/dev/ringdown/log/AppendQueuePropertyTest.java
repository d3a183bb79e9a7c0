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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
