package dev.ringdown.log.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.journal.record.Control;
import dev.ringdown.log.Applied;
import dev.ringdown.log.ReplicaStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A node that has something else than others have is found out, and says so. */
class ComparisonTest {
    private static final String ELSE = "this node has something else than ";

    private final MemoryDisks disks = new MemoryDisks();
    private final Replica first = Replica.over(disks.open("first"));

    ComparisonTest() throws IOException {}

    /** A store that does not know any more which events were there. */
    private static ReplicaStore withoutNames(ReplicaStore store) {
        return (ReplicaStore) Proxy.newProxyInstance(
                ReplicaStore.class.getClassLoader(),
                new Class<?>[] {ReplicaStore.class},
                (proxy, method, arguments) ->
                        method.getName().equals("recall") ? null : method.invoke(store, arguments));
    }

    /** A second node, which takes a duplicate for a new event. */
    private Replica diverging() throws IOException {
        first.appended("a");
        first.another(disks.open("second")).log.close();
        Replica second = first.another(withoutNames(disks.open("second")));
        first.appended("a");
        second.settle();
        assertThat(first.ids()).containsExactly("a");
        assertThat(second.ids()).containsExactly("a", "a");
        return second;
    }

    private static void pass(int seconds, Replica... nodes) {
        for (int i = 0; i < seconds; i++) {
            for (Replica node : nodes) {
                node.pass(Duration.ofSeconds(1));
                node.settle();
            }
        }
    }

    private static List<Control.Digest> digests(Replica node) {
        return node.controls().stream()
                .filter(Control.Digest.class::isInstance)
                .map(Control.Digest.class::cast)
                .toList();
    }

    @Test
    void nodesThatHaveTheSameSayTheSame() throws Exception {
        first.appended("a");
        Replica second = first.another(disks.open("second"));
        first.appended("b");
        second.appended("a");

        pass(90, first, second);

        assertThat(digests(first)).hasSizeBetween(6, 8);
        assertThat(first.counted("ringdown.journal.digests.compared")).isBetween(3L, 4L);
        assertThat(second.counted("ringdown.journal.digests.compared")).isBetween(3L, 4L);
        assertThat(Stream.of(first, second)).allSatisfy(node -> {
            assertThat(node.log.notReady()).isNull();
            assertThat(node.notices.lines()).isEmpty();
        });
    }

    @Test
    void ofTwoNodesThatDifferNobodyKnowsWhichIsRightAndNeitherServes() throws Exception {
        Replica second = diverging();

        pass(5, first, second);

        assertThat(List.of(first, second)).allSatisfy(node -> {
            assertThat(node.log.notReady()).isEqualTo(ELSE + "1 of 1 others");
            assertThat(node.log.unfit()).isNull();
            assertThat(node.notices.lines())
                    .allMatch(line -> line.startsWith("error: " + ELSE + "another one: record="))
                    .isNotEmpty();
        });
        pass(6, first, second);
        assertThat(first.log.unfit()).isEqualTo(ELSE + "1 of 1 others");
        assertThat(second.log.unfit()).isEqualTo(ELSE + "1 of 1 others");
    }

    @Test
    void whoDiffersFromMoreNodesThanHaveTheSameDoesNotServe() throws Exception {
        Replica second = diverging();
        Replica third = first.another(disks.open("third"));

        pass(12, third, second, first);

        assertThat(second.log.unfit()).isEqualTo(ELSE + "2 of 2 others");
        assertThat(List.of(first, third)).allSatisfy(node -> {
            assertThat(node.log.notReady()).isNull();
            assertThat(node.log.unfit()).isNull();
            assertThat(node.shown("ringdown.journal.divergence")).isEqualTo(1);
            assertThat(node.notices.lines())
                    .anyMatch(
                            line -> line.endsWith(
                                    " (more nodes have what this one has: look at the other one, which says the same of itself)"));
        });
        assertThat(second.shown("ringdown.journal.divergence")).isEqualTo(2);
    }

    @Test
    void aRestartForgetsNothing() throws Exception {
        Replica second = diverging();
        second.log.close();
        Replica again = first.another(disks.open("second"));

        pass(12, first, again);

        assertThat(again.log.unfit()).isEqualTo(ELSE + "1 of 1 others");
    }

    @Test
    void whoBeginsAnewHasTheSameAgain() throws Exception {
        Replica second = diverging();
        pass(12, first, second);
        second.log.close();

        Replica instead = first.another(disks.open("instead"));
        pass(35, first, instead);

        assertThat(instead.log.notReady()).isNull();
        assertThat(first.log.notReady()).isNull();
        assertThat(first.notices.lines())
                .last()
                .isEqualTo("info: more nodes have what this one has than have something else: differing=1 alike=2");
    }

    /** A version that made no digests has applied what the store has. */
    @Test
    void aStoreOfAVersionWithoutDigestsBeginsToCompareWithAllOthers() throws Exception {
        first.appended("a");
        ReplicaStore store = disks.open("second");
        first.another(store).log.close();
        Applied applied = requireNonNull(store.applied());
        store.write(
                List.of(),
                new Applied(
                        applied.identity(),
                        applied.position(),
                        applied.millis(),
                        applied.recordMillis(),
                        applied.writer(),
                        applied.number(),
                        0,
                        applied.agreed(),
                        0,
                        true));

        Replica second = first.another(store);
        pass(60, first, second);
        Replica third = first.another(disks.open("third"));
        pass(60, first, second, third);

        assertThat(digests(first)).filteredOn(digest -> digest.entries() == 0).hasSize(1);
        assertThat(digests(first).get(digests(first).size() - 1).entries()).isNotZero();
        assertThat(List.of(first, second, third)).allSatisfy(node -> {
            assertThat(node.notices.lines()).isEmpty();
            assertThat(node.counted("ringdown.journal.digests.compared")).isGreaterThan(2);
        });
    }

    @Test
    void aNodeThatIsOpenedAgainGoesOnWithWhatItHas() throws Exception {
        first.appended("a");
        Replica second = first.another(disks.open("second"));
        pass(35, first, second);
        second.log.close();

        Replica again = first.another(disks.open("second"));
        first.appended("b");
        pass(35, first, again);

        assertThat(digests(first)).allMatch(digest -> digest.entries() != 0);
        assertThat(again.counted("ringdown.journal.digests.compared")).isPositive();
        assertThat(again.notices.lines()).isEmpty();
        assertThat(first.notices.lines()).isEmpty();
    }

    /** What stands in the journal of before may have been said by one that was wrong. */
    @Test
    void whatWasSaidBeforeANodeWasOpenedDoesNotCount() throws Exception {
        Replica second = diverging();
        pass(12, first, second);
        first.log.close();
        second.log.close();

        Replica third = first.another(disks.open("third"));
        pass(35, third);

        assertThat(third.log.notReady()).isNull();
        assertThat(third.notices.lines()).isEmpty();
    }
}
