package dev.ringdown.log.simulation;

import static dev.ringdown.log.simulation.Replica.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is answered needs no room any more, whatever the answer is: else nobody could append some day. */
class ReplicaRoomTest {
    private static final int ROUNDS = 1_500; // with more bytes in all than there is room for

    private final Replica replica = Replica.over(MemoryDisks.store());

    ReplicaRoomTest() throws IOException {}

    @AfterEach
    void close() {
        replica.log.close();
    }

    /** The same ones each time: whether they are duplicates is found out when they have their room. */
    private CompletableFuture<AppendOutcome> append(int events) {
        return replica.append(IntStream.range(0, events).mapToObj(i -> "e" + i).toArray(String[]::new));
    }

    private void assertNoRoomIsTaken() {
        assertThat(replica.shown("ringdown.log.bytes.waiting")).isZero();
        assertThat(replica.shown("ringdown.log.appends.waiting")).isZero();
    }

    @Test
    void afterManyThatWereStored() {
        for (int i = 0; i < ROUNDS; i++) {
            CompletableFuture<AppendOutcome> append = append(8);
            replica.settle();
            assertThat(append).isCompletedWithValueMatching(AppendOutcome.Stored.class::isInstance);
        }
        assertNoRoomIsTaken();
    }

    @Test
    void afterManyOfWhichItIsNotKnown() {
        replica.nextForGood(Fate.GONE);
        for (int i = 0; i < ROUNDS; i++) {
            CompletableFuture<AppendOutcome> append = append(8);
            replica.settle();
            assertThat(append).isCompletedWithValueMatching(AppendOutcome.Unknown.class::isInstance);
        }
        assertNoRoomIsTaken();
    }

    @Test
    void afterManyThatWereRefused() {
        for (int i = 0; i < ROUNDS; i++) {
            CompletableFuture<AppendOutcome> append = append(50);
            replica.settle();
            assertRefused(
                    append,
                    "cannot append 50 events: they do not fit into a record of the journal, of 2500 bytes and 16384"
                            + " events (nothing was stored)");
        }
        assertNoRoomIsTaken();
    }

    @Test
    void whatWaitsAndIsUnderWayTakesRoom() {
        var unused = append(8);
        replica.log.turn();
        double underWay = replica.shown("ringdown.log.bytes.waiting");
        unused = append(8);

        assertThat(underWay).isPositive();
        assertThat(replica.shown("ringdown.log.bytes.waiting")).isEqualTo(2 * underWay);
        assertThat(replica.shown("ringdown.log.appends.waiting")).isEqualTo(1);
    }

    /** As a node that is alone does: nobody else looks after the store. */
    @Test
    void whatTheStoreNeedNotKeepIsDroppedEachSecond() throws Exception {
        MemoryStore small = MemoryDisks.store(4 * Replica.event("a").json().size());
        Replica node = replica.another(small);
        for (int i = 0; i < 20; i++) {
            node.appended("e" + i);
        }

        node.pass(Duration.ofSeconds(1));
        node.settle();

        assertThat(node.ids()).doesNotContain("e0").contains("e19");
        node.log.close();
    }
}
