package dev.ringdown.fanout;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.ManualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration NEARLY_A_ROUND = Turns.ROUND.minusNanos(1);
    private static final Turns.Place ONE = Turns.Place.of(CUSTOMER, "agent", "s1");
    private static final Turns.Place ANOTHER_OF_THE_CUSTOMER = Turns.Place.of(CUSTOMER, "agent", "s2");
    private static final Turns.Place OF_ANOTHER_CUSTOMER = Turns.Place.of(OTHER_CUSTOMER, "agent", "s3");

    private final ManualLoop loop = new ManualLoop();
    private final Turns turns = loop.turns();
    private final List<String> done = new ArrayList<>();

    @Test
    void aLoopIsFreeUntilARoundHasLasted() {
        assertThat(turns.isFree()).isTrue();
        loop.advance(NEARLY_A_ROUND);
        assertThat(turns.isFree()).isTrue();

        loop.advance(Duration.ofNanos(1));

        assertThat(turns.isFree()).isFalse();
    }

    @Test
    void itIsFreeAgainOnceItHasLookedAtItsSockets() {
        turns.isFree();
        loop.advance(Turns.ROUND);
        assertThat(turns.isFree()).isFalse();

        loop.runUntilIdle();

        assertThat(turns.isFree()).isTrue();
    }

    @Test
    void whoComesDoesNotOvertakeThoseWhoWait() {
        offer(ONE, "one");

        assertThat(turns.isFree()).isFalse();
        loop.runOnce();

        assertThat(done).containsExactly("one");
        assertThat(turns.isFree()).isTrue();
    }

    @Test
    void customersTakeTurnsAndBehindThemSessions() {
        offer(ONE, "one");
        offer(ONE, "one again");
        offer(ANOTHER_OF_THE_CUSTOMER, "another");
        offer(OF_ANOTHER_CUSTOMER, "of another customer");

        loop.runUntilIdle();

        assertThat(done).containsExactly("one", "of another customer", "another", "one again");
    }

    /** What was published meanwhile comes first. */
    @Test
    void aRoundIsOverWhenItHasLastedSoLong() {
        offer(ONE, "one", NEARLY_A_ROUND);
        offer(ANOTHER_OF_THE_CUSTOMER, "two", Duration.ofNanos(1));
        offer(OF_ANOTHER_CUSTOMER, "of another customer", Duration.ZERO);
        offer(ONE, "one again", Duration.ZERO);
        loop.execute(() -> done.add("delivery"));

        loop.runUntilIdle();

        assertThat(done).containsExactly("one", "of another customer", "two", "delivery", "one again");
    }

    @Test
    void whoNeedsMoreThanATurnHasTheNextInTheNextRound() {
        turns.offer(ONE, () -> {
            done.add("begun");
            offer(ONE, "ended");
        });
        loop.execute(() -> done.add("delivery"));

        loop.runUntilIdle();

        assertThat(done).containsExactly("begun", "delivery", "ended");
    }

    @Test
    void whatIsDoneAtOnceCountsForTheRound() {
        assertThat(turns.isFree()).isTrue();
        offer(ONE, "one", Turns.ROUND);
        loop.runOnce();

        assertThat(turns.isFree()).isFalse();
    }

    @Test
    void aTurnThatFailsHurtsNobodyElse() {
        try (CapturedLog log = new CapturedLog()) {
            turns.offer(ONE, () -> {
                throw new IllegalStateException("a bug");
            });
            offer(OF_ANOTHER_CUSTOMER, "another");

            loop.runUntilIdle();

            assertThat(done).containsExactly("another");
            assertThat(log.errors()).containsExactly("a turn failed");
        }
    }

    private void offer(Turns.Place place, String what) {
        offer(place, what, Duration.ZERO);
    }

    private void offer(Turns.Place place, String what, Duration takes) {
        turns.offer(place, () -> {
            done.add(what);
            loop.advance(takes);
        });
    }
}
