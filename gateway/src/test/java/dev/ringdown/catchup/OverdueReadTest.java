package dev.ringdown.catchup;

import static dev.ringdown.testing.Reading.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A disk that does not answer; the tail holds the newest four entries only. */
class OverdueReadTest {
    private final Walking walking = new Walking(4);
    private final FakeFollower follower = new FakeFollower();

    private CatchUp beginOnDisk() {
        walking.append(6);
        walking.goLive(follower);
        CatchUp walk = walking.begin(follower, -1);
        walking.loop.runUntilIdle();
        return walk;
    }

    @Test
    void whoWaitsAsLongAsMayBeIsToldAndTheWalkIsOver() {
        CatchUp walk = beginOnDisk();

        walking.loop.advance(TIMEOUT);
        walking.loop.runUntilIdle();
        assertThat(follower.told).containsExactly("overdue");

        walking.readers.run();
        walk.resume();
        walking.runUntilIdle();
        assertThat(follower.told).containsExactly("overdue");
    }

    @Test
    void anAnswerInTimeTakesTheDeadlineBack() {
        beginOnDisk();

        walking.loop.advance(TIMEOUT.minus(Duration.ofNanos(1)));
        walking.loop.runUntilIdle();
        assertThat(walking.loop.timers()).isOne();
        walking.runUntilIdle();
        assertThat(walking.loop.timers()).isZero();
        walking.loop.advance(TIMEOUT);
        walking.loop.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1 2 3 4 5", "caught up");
    }

    @Test
    void aWalkThatIsGivenUpIsNotOverdue() {
        CatchUp walk = beginOnDisk();

        walk.cancel();
        walking.loop.advance(TIMEOUT);
        walking.runUntilIdle();

        assertThat(walking.loop.timers()).isZero();
        assertThat(follower.told).isEmpty();
    }

    @Test
    void whoComesLaterWaitsForTheSameReadAsLongAgain() {
        beginOnDisk();
        FakeFollower second = new FakeFollower();
        walking.goLive(second);
        walking.loop.advance(TIMEOUT.minus(Duration.ofNanos(1)));
        walking.begin(second, -1);
        walking.loop.runUntilIdle();

        walking.loop.advance(Duration.ofNanos(1));
        walking.loop.runUntilIdle();
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("overdue");
        assertThat(second.told).containsExactly("0 1 2 3 4 5", "caught up");
        assertThat(walking.log.reads()).isOne();
    }
}
