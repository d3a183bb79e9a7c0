package dev.ringdown.subscription;

import static dev.ringdown.testing.People.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.catchup.ReadQueue;
import dev.ringdown.limits.Account;
import dev.ringdown.limits.Accounts;
import dev.ringdown.limits.Budgets;
import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.limits.Rate;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.ManualLoop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session searches the log in turns: it pays for each, and gives up between two of them. */
class LogSearchesTest {
    private static final ReadQueue.Place PLACE = ReadQueue.Place.asking(CUSTOMER, "alice", "s1");

    private final CapturedLog captured = new CapturedLog();
    private final ManualLoop loop = new ManualLoop();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final Maxima aMillisecondASecond = new Maxima(1_000, 1_000_000, 1_000_000, 1_000_000);
    private final Account account = new Accounts(
                    Budgets.UNLIMITED.with(Rate.READER_MICROS, aMillisecondASecond), metrics, loop::nanoTime)
            .open("alice", CUSTOMER);
    private final List<String> told = new ArrayList<>();
    private final LogSearches searches = searchesOn(new ReadQueue(loop::execute, 2, 100, metrics));

    private LogSearches searchesOn(ReadQueue queue) {
        return new LogSearches(loop, queue, PLACE, account);
    }

    @AfterEach
    void stopCapturing() {
        captured.close();
    }

    /** Needs some turns, each of which takes some time. */
    private class Counting implements LogSearches.Search {
        private final Duration turnTakes;
        private int turns;
        private boolean wanted = true;

        Counting(int turns, Duration turnTakes) {
            this.turns = turns;
            this.turnTakes = turnTakes;
        }

        @Override
        public boolean isWanted() {
            return wanted;
        }

        @Override
        public boolean turn() {
            told.add("turn");
            loop.advance(turnTakes);
            turns--;
            return turns > 0;
        }

        @Override
        public void ended() {
            told.add(wanted ? "found" : "given up");
        }

        @Override
        public void unavailable() {
            told.add("unavailable");
        }
    }

    @Test
    void aSearchTakesTurnsUntilItHasFinished() {
        searches.search(new Counting(3, Duration.ZERO));
        loop.runUntilIdle();

        assertThat(told).containsExactly("turn", "turn", "turn", "found");
    }

    @Test
    void aSearchThatNobodyWantsAnyMoreHasNoFurtherTurn() {
        Counting search = new Counting(1_000, Duration.ZERO);
        searches.search(search);
        loop.runOnce();
        assertThat(told).containsExactly("turn");

        search.wanted = false;
        loop.runUntilIdle();

        assertThat(told).containsExactly("turn", "given up");
    }

    @Test
    void whoHasUsedItsReaderTimeWaitsForMoreAndIsNotRefused() {
        searches.search(new Counting(2, Duration.ofMillis(6))); // a burst is five milliseconds
        loop.runUntilIdle();
        assertThat(told).containsExactly("turn", "turn", "found");

        searches.search(new Counting(1, Duration.ZERO));
        loop.runUntilIdle();
        assertThat(told).hasSize(3);
        assertThat(reached("limits.reader-micros")).isOne();

        loop.advance(Duration.ofSeconds(10));
        searches.goOn();
        loop.runUntilIdle();
        assertThat(told).containsExactly("turn", "turn", "found", "turn", "found");
    }

    @Test
    void whoIsNotWantedAnyMoreDoesNotWaitForReaderTime() {
        searches.search(new Counting(2, Duration.ofMillis(6)));
        loop.runUntilIdle();
        Counting waiting = new Counting(1, Duration.ZERO);
        searches.search(waiting);

        waiting.wanted = false;
        searches.goOn();
        loop.runUntilIdle();

        assertThat(told).containsExactly("turn", "turn", "found", "given up");
    }

    @Test
    void oneThatFailsIsNotLeftAtThat() {
        searches.search(new Counting(1, Duration.ZERO) {
            @Override
            public boolean turn() {
                throw new OutOfMemoryError("the test's heap");
            }
        });
        loop.runUntilIdle();

        assertThat(told).containsExactly("unavailable");
        assertThat(captured.errors()).containsExactly("cannot read the log");
    }

    @Test
    void norIsOneForWhichTooManyWait() {
        LogSearches crowded = searchesOn(new ReadQueue(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                2,
                100,
                metrics));

        crowded.search(new Counting(1, Duration.ZERO));
        loop.runUntilIdle();

        assertThat(told).containsExactly("unavailable");
        assertThat(captured.errors()).isEmpty();
    }

    private double reached(String key) {
        var counter = meters.find("ringdown.limits.reached").tag("limit", key).counter();
        return counter == null ? 0 : counter.count();
    }
}
