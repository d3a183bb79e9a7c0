package dev.ringdown.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A follower that has given up is not called again. */
class CancelledWalkTest {
    private final Walking walking = new Walking(4);
    private final FakeFollower follower = new FakeFollower();

    @Test
    void aWalkThatIsCancelledBeforeItsFirstStepGivesNothing() {
        walking.append(2);
        walking.goLive(follower);
        CatchUp walk = walking.begin(follower, -1);

        walk.cancel();
        walking.runUntilIdle();

        assertThat(follower.told).isEmpty();
    }

    @Test
    void aWalkThatIsCancelledInItsDeliveryGivesNothingMore() {
        walking.append(2);
        walking.goLive(follower);
        CatchUp walk = walking.begin(follower, -1);
        follower.onDeliver = walk::cancel;

        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1");
    }

    @Test
    void aWalkThatIsCancelledWhileTheDiskIsReadGivesNothing() {
        walking.append(6);
        walking.goLive(follower);
        CatchUp walk = walking.begin(follower, -1);
        walking.loop.runUntilIdle();

        walk.cancel();
        walking.runUntilIdle();

        assertThat(walking.log.reads()).isOne();
        assertThat(follower.told).isEmpty();
    }

    @Test
    void aWalkThatIsCancelledIsNotResumed() {
        walking.append(2);
        walking.goLive(follower);
        follower.stalled = true;
        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        walk.cancel();
        follower.stalled = false;
        walk.resume();

        assertThat(walking.loop.isIdle()).isTrue();
    }

    @Test
    void aWalkThatWaitsForLiveDeliveryIsCancelledToo() {
        walking.append(2);
        CatchUp walk = walking.begin(follower, 1);
        walking.runUntilIdle();

        walk.cancel();
        follower.reach(1);
        walking.runUntilIdle();

        assertThat(follower.told).isEmpty();
    }
}
