package dev.ringdown.catchup;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.catchup.ReadQueue.Place;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who reads the log takes turns with everybody else who does. */
class ReadQueueTest {
    private static final int MAX_WAITING = 2_000;
    private static final Place HONEST = Place.asking(OTHER_CUSTOMER, "dashboard", "s1");

    private final CapturedLog captured = new CapturedLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeReaders readers = new FakeReaders();
    private final ReadQueue queue = new ReadQueue(readers, 2, MAX_WAITING, new GatewayMetrics(meters));
    private final List<String> turns = new ArrayList<>();

    @AfterEach
    void stopCapturing() {
        captured.close();
    }

    /** A search that needs so many turns: it comes back after each. */
    private void search(String name, Place place, int count) {
        if (count > 0) {
            queue.offer(place, () -> {
                turns.add(name);
                search(name, place, count - 1);
            });
        }
    }

    @Test
    void oneCustomersSearchesKeepAnothersWaitingForOneTurnEach() {
        for (int i = 0; i < 60; i++) {
            search("flood", Place.asking(CUSTOMER, "agent", "s" + i), 250);
        }
        search("honest", HONEST, 3);

        readers.run();

        assertThat(turns.subList(0, 6)).containsExactly("flood", "honest", "flood", "honest", "flood", "honest");
    }

    @Test
    void manyCustomersKeepAnotherWaitingForAsManyTurns() {
        for (int i = 0; i < 20; i++) {
            search("flood", Place.asking(new UUID(1, i), "agent", "s" + i), 250);
            search("flood", Place.asking(new UUID(1, i), "agent", "t" + i), 250);
        }
        search("honest", HONEST, 1);

        readers.run();

        assertThat(turns.indexOf("honest")).isEqualTo(20);
    }

    @Test
    void holdersOfACustomerTakeTurnsAndSessionsOfAHolder() {
        search("a", Place.asking(CUSTOMER, "alice", "s1"), 2);
        search("b", Place.asking(CUSTOMER, "alice", "s2"), 2);
        search("c", Place.asking(CUSTOMER, "bob", "s3"), 2);

        readers.run();

        assertThat(turns).containsExactly("a", "c", "b", "c", "a", "b");
    }

    @Test
    void whoCatchesUpTakesTurnsWithAllWhoAsk() {
        for (int i = 0; i < 100; i++) {
            search("ask", Place.asking(CUSTOMER, "holder " + i, "s" + i), 2);
        }
        search("catch up", Place.catchingUp(CUSTOMER), 3);

        readers.run();

        assertThat(turns.subList(0, 6)).containsExactly("ask", "catch up", "ask", "catch up", "ask", "catch up");
    }

    @Test
    void asManyReadAtATimeAsThereAreReaders() {
        search("a", HONEST, 1);
        search("b", Place.asking(CUSTOMER, "agent", "s2"), 1);
        search("c", Place.asking(new UUID(1, 1), "agent", "s3"), 1);

        assertThat(readers.waiting()).isEqualTo(2);
        readers.run();

        assertThat(turns).containsExactly("a", "b", "c");
    }

    /** Two readers are there: one of them is left to the others. */
    @Test
    void oneCustomerNeverHasAllReaders() {
        queue.offer(HONEST, () -> {
            queue.offer(HONEST, () -> turns.add("second"));
            assertThat(readers.waiting()).isZero();
            search("of another customer", Place.asking(CUSTOMER, "agent", "s2"), 1);
            assertThat(readers.waiting()).isOne();
            turns.add("first");
        });

        readers.run();

        assertThat(turns).containsExactly("first", "second", "of another customer");
        assertThat(queue.waiting()).isZero();
    }

    /** As on a machine with a single processor. */
    @Test
    void aSingleReaderIsForEverybody() {
        ReadQueue single = new ReadQueue(readers, 1, MAX_WAITING, new GatewayMetrics(meters));

        single.offer(HONEST, () -> turns.add("read"));

        readers.run();
        assertThat(turns).containsExactly("read");
    }

    @Test
    void oneTooManyIsRefusedAndCounted() {
        for (int i = 0; i < MAX_WAITING; i++) {
            assertThat(queue.offer(HONEST, () -> {})).isTrue();
        }
        assertThat(reached()).isZero();

        assertThat(queue.offer(HONEST, () -> turns.add("too many"))).isFalse();

        assertThat(reached()).isOne();
        readers.run();
        assertThat(turns).isEmpty();
        assertThat(queue.offer(HONEST, () -> {})).isTrue();
    }

    private double reached() {
        var counter = meters.find("ringdown.limits.reached")
                .tag("limit", "limits.read-requests")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void whereThereIsNoReaderNothingWaits() {
        readers.busy = true;

        assertThat(queue.offer(HONEST, () -> turns.add("never"))).isFalse();

        assertThat(queue.waiting()).isZero();
        readers.busy = false;
        search("later", HONEST, 1);
        readers.run();
        assertThat(turns).containsExactly("later");
    }

    @Test
    void aReadThatFailsDoesNotKeepTheNextOneFromItsTurn() {
        queue.offer(HONEST, ReadQueueTest::failWithAnError);
        queue.offer(HONEST, ReadQueueTest::refuse);
        search("next", HONEST, 1);

        readers.run();

        assertThat(turns).containsExactly("next");
        assertThat(captured.errors()).containsExactly("a read failed");
    }

    private static void failWithAnError() {
        throw new OutOfMemoryError("the test's heap");
    }

    private static void refuse() {
        throw new RejectedExecutionException("the event loop has ended");
    }
}
