package dev.ringdown.catchup;

import static dev.ringdown.catchup.CatchUp.BYTES_PER_STEP;
import static dev.ringdown.catchup.CatchUp.ENTRIES_PER_STEP;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A preface is what was found of the log in another way, such as a snapshot; the walk begins behind it. */
class PrefaceTest {
    private static final LogEntry SECOND = call("updated").at(1, 2, 0);
    private static final LogEntry FIFTH = call("updated").at(4, 5, 0);

    private final Walking walking = new Walking(1024);
    private final FakeFollower follower = new FakeFollower();

    @Test
    void thePrefaceComesBeforeTheLog() {
        walking.append(7);
        walking.goLive(follower);

        walking.begin(follower, ListedEntries.of(SECOND, FIFTH), 4);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("1 4", "5 6", "caught up");
    }

    @Test
    void aPrefaceBehindWhichTheLogEndsIsGivenToo() {
        walking.append(5);
        walking.goLive(follower);

        walking.begin(follower, ListedEntries.of(SECOND), 4);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("1", "caught up");
    }

    @Test
    void whatIsNotWantedOfThePrefaceIsPassed() {
        walking.append(5);
        walking.goLive(follower);
        follower.wanted = entry -> entry.offset() == 4;

        ListedEntries preface = ListedEntries.of(SECOND, FIFTH);

        walking.begin(follower, preface, 4);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("4", "caught up");
        assertThat(preface.dropped).containsExactly(0);
    }

    @Test
    void whatIsNotAtHandIsWaitedFor() {
        walking.append(5);
        walking.goLive(follower);
        ListedEntries preface = ListedEntries.of(SECOND, FIFTH).outOfReachFrom(1);
        CatchUp walk = walking.begin(follower, preface, 4);
        walking.runUntilIdle();
        assertThat(follower.told).containsExactly("1");

        walk.resume();
        walking.runUntilIdle();
        assertThat(follower.told).containsExactly("1");
        preface.wasRead();
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("1", "4", "caught up");
    }

    @Test
    void aWalkThatIsCancelledWhileItsPrefaceIsReadGivesNothingMore() {
        walking.append(5);
        walking.goLive(follower);
        ListedEntries preface = ListedEntries.of(SECOND, FIFTH).outOfReachFrom(0);
        CatchUp walk = walking.begin(follower, preface, 4);
        walking.runUntilIdle();

        walk.cancel();
        preface.wasRead();
        walking.runUntilIdle();

        assertThat(follower.told).isEmpty();
    }

    @Test
    void itIsKnownWhichOfThePrefaceHasBeenPassed() {
        walking.append(5);
        walking.goLive(follower);
        ListedEntries preface = ListedEntries.of(SECOND, FIFTH).outOfReachFrom(1);

        CatchUp walk = walking.begin(follower, preface, 4);
        walking.runUntilIdle();

        assertThat(walk.isBehind(0)).isTrue();
        assertThat(walk.isBehind(1)).isFalse();
    }

    @Test
    void itIsKnownHowFarThePrefaceHasBeenWalked() {
        walking.append(5);
        walking.goLive(follower);
        CatchUp walk = walking.begin(follower, ListedEntries.of(SECOND, FIFTH), 4);
        assertThat(walk.inPreface()).isTrue();

        walking.loop.runOnce();

        assertThat(walk.inPreface()).isFalse();
        assertThat(walk.offset()).isEqualTo(4);
    }

    @Test
    void aLongPrefaceTakesSeveralSteps() {
        ListedEntries preface = new ListedEntries(LongStream.range(0, ENTRIES_PER_STEP + 1)
                .mapToObj(offset -> call("updated").at(offset, offset + 1, 0))
                .toList());

        walking.begin(follower, preface, -1);
        walking.loop.runOnce();

        assertThat(follower.deliveries()).containsExactly(ENTRIES_PER_STEP);
        walking.runUntilIdle();
        assertThat(follower.told).endsWith("128", "caught up");
    }

    @Test
    void aHeavyPrefaceTakesSeveralSteps() {
        LogEntry heavy = call("x".repeat(BYTES_PER_STEP)).at(0, 1, 0);

        walking.begin(follower, ListedEntries.of(heavy, SECOND), -1);
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0", "1", "caught up");
    }

    @Test
    void whoStallsInThePrefaceGoesOnThere() {
        LogEntry heavy = call("x".repeat(BYTES_PER_STEP)).at(0, 1, 0);
        follower.onDeliver = () -> follower.stalled = true;
        CatchUp walk = walking.begin(follower, ListedEntries.of(heavy, SECOND), -1);
        walking.runUntilIdle();
        assertThat(follower.told).containsExactly("0");

        follower.stalled = false;
        walk.resume();
        walking.runUntilIdle();

        assertThat(follower.told).containsExactly("0", "1");
    }
}
