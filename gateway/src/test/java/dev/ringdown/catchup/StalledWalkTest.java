package dev.ringdown.catchup;

import static dev.ringdown.catchup.CatchUp.ENTRIES_PER_STEP;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StalledWalkTest {
    private final Walking walking = new Walking(1024);
    private final FakeFollower follower = new FakeFollower();

    @Test
    void aFollowerThatTakesNothingIsGivenNothing() {
        walking.append(2);
        walking.goLive(follower);
        follower.stalled = true;

        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).isEmpty();
        assertThat(walk.offset()).isEqualTo(-1);
    }

    @Test
    void whoHasStalledGoesOnWhereItWas() {
        walking.append(ENTRIES_PER_STEP + 2);
        walking.goLive(follower);
        follower.onDeliver = () -> follower.stalled = true;
        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();
        assertThat(follower.deliveries()).containsExactly(ENTRIES_PER_STEP);

        follower.stalled = false;
        walk.resume();
        walking.runUntilIdle();

        assertThat(follower.told).hasSize(2).endsWith("128 129");
    }

    @Test
    void whoHasNotTakenAStepIsGivenNoFurtherOne() {
        walking.append(ENTRIES_PER_STEP + 2);
        walking.goLive(follower);
        follower.takesLater = true;
        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        walk.resume();
        walking.runUntilIdle();
        assertThat(follower.deliveries()).containsExactly(ENTRIES_PER_STEP);
        follower.take();
        walking.runUntilIdle();

        assertThat(follower.deliveries()).containsExactly(ENTRIES_PER_STEP, 2);
    }

    @Test
    void whoHasNotTakenTheLastStepIsNotCalledCaughtUp() {
        walking.append(1);
        walking.goLive(follower);
        follower.takesLater = true;
        walking.begin(follower, -1);
        walking.runUntilIdle();
        assertThat(follower.told).containsExactly("0");

        follower.take();
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0", "caught up");
    }

    @Test
    void whoIsGivenUpWhileAStepWaitsIsGivenNothingMore() {
        walking.append(ENTRIES_PER_STEP + 2);
        walking.goLive(follower);
        follower.takesLater = true;
        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        walk.cancel();
        follower.take();
        walking.runUntilIdle();

        assertThat(follower.deliveries()).containsExactly(ENTRIES_PER_STEP);
    }

    @Test
    void aStalledFollowerIsNotCalledCaughtUp() {
        walking.append(1);
        walking.goLive(follower);
        follower.onDeliver = () -> follower.stalled = true;

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0");
    }

    @Test
    void resumingManyTimesOffersOneStep() {
        walking.append(1);
        walking.goLive(follower);
        CatchUp walk = walking.begin(follower, -1);

        walk.resume();
        walk.resume();

        assertThat(walking.loop.waiting()).isOne();
        walking.runUntilIdle();
        assertThat(follower.told).containsExactly("0", "caught up");
    }
}
