package dev.ringdown.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Everything is in the tail here. */
class CatchUpTest {
    private final Walking walking = new Walking(1024);
    private final FakeFollower follower = new FakeFollower();

    @Test
    void aWalkGivesEverythingInOrderAndThenEnds() {
        walking.append(3);
        walking.goLive(follower);

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1 2", "caught up");
    }

    @Test
    void aWalkBeginsBehindWhatWasSeen() {
        walking.append(4);
        walking.goLive(follower);

        walking.begin(follower, 1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("2 3", "caught up");
    }

    @Test
    void nothingIsTakenByTheWayThatLiveDeliveryIsStillToBring() {
        walking.append(5);
        follower.liveOffset = 2;

        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1 2", "caught up");
        assertThat(walk.offset()).isEqualTo(2);
    }

    @Test
    void whatBecomesLiveDuringTheWalkBelongsToIt() {
        walking.append(2);
        walking.goLive(follower);
        follower.onDeliver = () -> becomesLive(3);

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1", "2 3 4", "caught up");
    }

    private void becomesLive(int events) {
        follower.onDeliver = () -> {};
        walking.append(events);
        walking.goLive(follower);
    }

    @Test
    void whatIsNotWantedIsPassed() {
        walking.append(4);
        walking.goLive(follower);
        follower.wanted = entry -> entry.offset() % 2 == 1;

        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("1 3", "caught up");
        assertThat(walk.offset()).isEqualTo(3);
    }

    @Test
    void otherCustomersEventsAreNotEvenAskedFor() {
        walking.appendForeign(2);
        walking.append(1);
        walking.appendForeign(2);
        walking.goLive(follower);

        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("2", "caught up");
        assertThat(walk.offset()).isEqualTo(4);
    }

    @Test
    void onAnEmptyLogTheWalkIsOverAtOnce() {
        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("caught up");
    }

    @Test
    void aWalkThatIsOverCannotBeResumed() {
        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        walk.resume();

        assertThat(walking.loop.isIdle()).isTrue();
    }
}
