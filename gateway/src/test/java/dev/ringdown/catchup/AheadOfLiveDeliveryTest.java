package dev.ringdown.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A client may come from another node or loop, and has then seen more than this loop has routed. */
class AheadOfLiveDeliveryTest {
    private final Walking walking = new Walking(1024);
    private final FakeFollower follower = new FakeFollower();

    @Test
    void whoHasSeenMoreWaitsUntilLiveDeliveryHasCaughtUpWithIt() {
        walking.append(4);
        follower.liveOffset = 0;

        CatchUp walk = walking.begin(follower, 3);
        walking.runUntilIdle();

        assertThat(follower.awaited()).containsExactly(3L);
        assertThat(follower.told).isEmpty();
        assertThat(walk.offset()).isEqualTo(3);
    }

    @Test
    void thenItIsLiveAndHasGotNothingTwice() {
        walking.append(4);
        walking.begin(follower, 3);
        walking.runUntilIdle();

        follower.reach(3);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("caught up");
    }

    @Test
    void whatCameMeanwhileIsGivenFirst() {
        walking.append(4);
        walking.begin(follower, 3);
        walking.runUntilIdle();

        walking.append(2);
        follower.reach(5);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("4 5", "caught up");
    }

    @Test
    void whoIsWokenTooEarlyWaitsAgain() {
        walking.append(4);
        walking.begin(follower, 3);
        walking.runUntilIdle();

        follower.reach(2);
        walking.runUntilIdle();

        assertThat(follower.awaited()).containsExactly(3L, 3L);
        assertThat(follower.told).isEmpty();
    }
}
