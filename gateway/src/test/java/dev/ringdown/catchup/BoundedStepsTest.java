package dev.ringdown.catchup;

import static dev.ringdown.catchup.CatchUp.BYTES_PER_SMALL_STEP;
import static dev.ringdown.catchup.CatchUp.BYTES_PER_STEP;
import static dev.ringdown.catchup.CatchUp.ENTRIES_PER_STEP;
import static dev.ringdown.catchup.CatchUp.TESTS_PER_STEP;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One long replay may not starve the rest of its loop. */
class BoundedStepsTest {
    private final Walking walking = new Walking(1024);
    private final FakeFollower follower = new FakeFollower();

    @Test
    void aStepEndsAtItsEntries() {
        walking.append(2 * ENTRIES_PER_STEP + 1);
        walking.goLive(follower);

        walking.begin(follower, -1);
        walking.loop.runOnce();
        assertThat(follower.deliveries()).containsExactly(ENTRIES_PER_STEP);
        walking.runUntilIdle();

        assertThat(follower.deliveries()).containsExactly(ENTRIES_PER_STEP, ENTRIES_PER_STEP, 1);
        assertThat(follower.told).endsWith("caught up");
    }

    @Test
    void aStepEndsAtItsBytes() {
        walking.appendLarge(6, BYTES_PER_STEP / 4);
        walking.goLive(follower);

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1 2 3", "4 5", "caught up");
    }

    @Test
    void stepsAreSmallWhileMuchWaitsForSockets() {
        walking.appendLarge(3, BYTES_PER_SMALL_STEP / 2);
        walking.goLive(follower);
        follower.crowded = true;

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0 1", "2", "caught up");
    }

    @Test
    void anEntryThatIsLargerThanAStepTakesOne() {
        walking.appendLarge(2, 2 * BYTES_PER_STEP);
        walking.goLive(follower);

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0", "1", "caught up");
    }

    @Test
    void aStepEndsAtItsTestsWantedOrNot() {
        walking.append(6);
        walking.goLive(follower);
        follower.wanted = entry -> {
            follower.tests += TESTS_PER_STEP / 4;
            return entry.offset() % 2 == 1;
        };

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("1 3", "5", "caught up");
    }

    @Test
    void anEntryThatTakesMoreTestsThanAStepTakesOne() {
        walking.append(2);
        walking.goLive(follower);
        follower.wanted = entry -> {
            follower.tests += 2 * TESTS_PER_STEP;
            return true;
        };

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0", "1", "caught up");
    }

    @Test
    void testsThatOverflowAreCountedOn() {
        follower.tests = Integer.MAX_VALUE;
        aStepEndsAtItsTestsWantedOrNot();
    }

    @Test
    void whatIsNotWantedTakesNoBytes() {
        walking.appendLarge(6, BYTES_PER_STEP / 4);
        walking.append(1);
        walking.goLive(follower);
        follower.wanted = entry -> entry.offset() >= 5;

        walking.begin(follower, -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("5 6", "caught up");
    }

    @Test
    void whatIsNotWantedIsExaminedAllTheSame() {
        walking.append(ENTRIES_PER_STEP + 1);
        walking.goLive(follower);
        follower.wanted = entry -> entry.offset() == ENTRIES_PER_STEP;

        CatchUp walk = walking.begin(follower, -1);
        walking.loop.runOnce();

        assertThat(walk.offset()).isEqualTo(ENTRIES_PER_STEP - 1);
        assertThat(follower.told).isEmpty();
    }

    @Test
    void otherTasksOfTheLoopComeBetweenTheSteps() {
        walking.append(ENTRIES_PER_STEP + 1);
        walking.goLive(follower);

        walking.begin(follower, -1);
        walking.loop.execute(() -> follower.told.add("another task"));
        walking.runUntilIdle();

        assertThat(follower.told.get(1)).isEqualTo("another task");
        assertThat(follower.told).hasSize(4).endsWith("128", "caught up");
    }
}
