package dev.ringdown.catchup;

import static dev.ringdown.catchup.SharedReads.ENTRIES_PER_READ;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The tail holds the newest four entries only. */
class WalkFromDiskTest {
    private final Walking walking = new Walking(4);
    private final FakeFollower follower = new FakeFollower();

    @Test
    void whatTheTailNoLongerHasIsReadElsewhere() {
        walking.append(6);
        walking.goLive(follower);

        walking.begin(follower, -1);
        walking.loop.runUntilIdle();
        assertThat(follower.told).isEmpty();
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1 2 3 4 5", "caught up");
        assertThat(walking.log.reads()).isOne();
    }

    @Test
    void whatTheTailHasIsNotRead() {
        walking.append(6);
        walking.goLive(follower);

        walking.begin(follower, 1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("2 3 4 5", "caught up");
        assertThat(walking.log.reads()).isZero();
    }

    @Test
    void aLongLogIsReadSliceBySlice() {
        walking.append(ENTRIES_PER_READ + 5);
        walking.goLive(follower);

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.deliveries()).containsExactly(128, 128, 128, 128, 5);
        assertThat(follower.told).endsWith("512 513 514 515 516", "caught up");
        assertThat(walking.log.reads()).isEqualTo(2);
    }

    @Test
    void aSliceThatReachesBeyondLiveDeliveryIsNotWalkedToItsEnd() {
        walking.append(10);
        follower.liveOffset = 3;

        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1 2 3", "caught up");
        assertThat(walk.offset()).isEqualTo(3);
    }

    @Test
    void aWalkWithoutAnyEventOfItsCustomerComesToItsEnd() {
        walking.appendForeign(10);
        walking.goLive(follower);

        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("caught up");
        assertThat(walk.offset()).isEqualTo(9);
    }

    @Test
    void resumingDoesNothingWhileTheDiskIsRead() {
        walking.append(6);
        walking.goLive(follower);
        CatchUp walk = walking.begin(follower, -1);
        walking.loop.runUntilIdle();

        walk.resume();

        assertThat(walking.loop.isIdle()).isTrue();
        assertThat(walking.readers.waiting()).isOne();
    }

    @Test
    void whoStallsWhileTheDiskIsReadWaitsForTheSocketThen() {
        walking.append(6);
        walking.goLive(follower);
        CatchUp walk = walking.begin(follower, -1);
        walking.loop.runUntilIdle();
        follower.stalled = true;
        walking.runUntilIdle();
        assertThat(follower.told).isEmpty();

        follower.stalled = false;
        walk.resume();
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1 2 3 4 5", "caught up");
    }

    @Test
    void thoseWhoLostTheirConnectionTogetherCostTheDiskAsMuchAsOne() {
        FakeFollower second = new FakeFollower();
        FakeFollower third = new FakeFollower();
        walking.append(6);
        walking.goLive(follower);
        walking.goLive(second);
        walking.goLive(third);

        walking.begin(follower, -1);
        walking.begin(second, -1);
        walking.begin(third, 0);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1 2 3 4 5", "caught up");
        assertThat(second.told).containsExactly("0 1 2 3 4 5", "caught up");
        assertThat(third.told).containsExactly("1 2 3 4 5", "caught up");
        assertThat(walking.log.reads()).isOne();
    }
}
