package dev.ringdown.catchup;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.TestLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retention may overtake a slow reader. */
class RetentionGapTest {
    private final Walking walking = new Walking(1024);
    private final FakeFollower follower = new FakeFollower();

    @Test
    void whoIsOvertakenIsToldHowMuchIsMissingBeforeTheRest() {
        walking.append(2);
        walking.appendForeign(1);
        walking.append(1);
        walking.begin(follower, -1);
        walking.log.dropEverything();
        walking.append(2);
        walking.goLive(follower);

        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("gap after number 0 before 4", "4 5", "caught up");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void whoGivesUpWhenToldIsGivenNothingMoreAndDoesNotGoLive(int left) {
        walking.append(2);
        CatchUp walk = walking.begin(follower, -1);
        follower.onGap = walk::cancel;
        walking.log.dropEverything();
        walking.append(left);
        walking.goLive(follower);

        walking.runUntilIdle();

        assertThat(follower.told).singleElement().asString().isEqualTo("gap after number 0 before 3");
    }

    @Test
    void whoHadMoreThanAShareIsToldWhatItHasLost() {
        Walking walking = new Walking(new TestLog(1024, 5_000, 1_000));
        walking.appendForeign(1);
        walking.append(3);
        walking.begin(follower, -1);
        walking.append(20);
        walking.goLive(follower);
        long first = walking.log.firstOffset(CUSTOMER);

        walking.runUntilIdle();

        assertThat(walking.log.firstOffset(OTHER_CUSTOMER)).isZero();
        assertThat(first).isGreaterThan(4);
        assertThat(follower.told.get(0)).isEqualTo("gap after number 0 before " + first); // one offset is another's
    }

    @Test
    void whatWasSeenBeforeIsNotMissing() {
        walking.append(2);
        walking.goLive(follower);
        follower.onDeliver = () -> follower.stalled = true;
        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();
        walking.append(3);
        walking.log.dropEverything();
        walking.append(1);

        goOn(walk);

        assertThat(follower.told).containsExactly("0 1", "gap after number 2 before 6", "5", "caught up");
    }

    @Test
    void itIsKnownHowMuchIsMissingBehindAPositionThatIsGoneAlready() {
        walking.append(3);
        walking.log.dropEverything();
        walking.append(1);
        walking.goLive(follower);

        walking.begin(follower, 0);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("gap after number 1 before 4", "3", "caught up");
    }

    @Test
    void itIsKnownHowMuchIsMissingIfNothingIsLeft() {
        walking.append(2);
        walking.goLive(follower);
        walking.begin(follower, -1);
        walking.log.dropEverything();

        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("gap after number 0 before 3", "caught up");
    }

    @Test
    void nothingIsToldIfOnlyOtherCustomersEventsAreGone() {
        walking.append(1);
        walking.goLive(follower);
        follower.onDeliver = () -> follower.stalled = true;
        CatchUp walk = walking.begin(follower, -1);
        walking.runUntilIdle();
        walking.appendForeign(3);
        walking.log.dropEverything();
        walking.append(1);

        goOn(walk);

        assertThat(follower.told).containsExactly("0", "4", "caught up");
    }

    @Test
    void aGapThatGrowsBeforeItIsToldIsOneGap() {
        walking.append(2);
        CatchUp walk = walking.begin(follower, -1);
        walking.log.dropEverything();
        walking.append(2);
        walking.goLive(follower);
        walking.loop.runOnce(); // notices the gap
        walking.log.dropEverything();
        walking.append(1);
        walking.goLive(follower);
        assertThat(walk.offset()).isEqualTo(-1); // not passed until it is told

        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("gap after number 0 before 5", "4", "caught up");
    }

    @Test
    void aSliceThatWasReadBeforeRetentionTookItIsNotGiven() {
        Walking onDisk = new Walking(4);
        FakeFollower another = new FakeFollower();
        onDisk.append(6);
        onDisk.goLive(another);
        onDisk.begin(another, -1);
        onDisk.loop.runUntilIdle();
        onDisk.readers.run();
        onDisk.log.dropEverything();
        onDisk.append(1);
        onDisk.goLive(another);

        onDisk.runUntilIdle();

        assertThat(another.told).containsExactly("gap after number 0 before 7", "6", "caught up");
    }

    private void goOn(CatchUp walk) {
        follower.onDeliver = () -> {};
        follower.stalled = false;
        walking.goLive(follower);
        walk.resume();
        walking.runUntilIdle();
    }
}
