package dev.ringdown.fanout;

import static dev.ringdown.fanout.LoopRouter.BYTES_PER_DRAIN;
import static dev.ringdown.fanout.LoopRouter.ENTRIES_PER_DRAIN;
import static dev.ringdown.fanout.LoopRouter.TESTS_PER_DRAIN;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.TestEvent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedDrainTest {
    private final Fanout fanout = new Fanout();
    private final FakeReceiver desk = new FakeReceiver();

    @AfterEach
    void framesAreGivenBack() {
        fanout.encoder.assertAllReleasedOnce();
    }

    @Test
    void oneDrainTakesNoMoreThanItsShare() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(ENTRIES_PER_DRAIN + 1, call("updated"));

        fanout.loop.runOnce();

        assertThat(desk.offsets()).hasSize(ENTRIES_PER_DRAIN);
        fanout.loop.runUntilIdle();
    }

    @Test
    void theRestFollowsInTheNextDrains() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(3 * ENTRIES_PER_DRAIN + 1, call("updated"));

        fanout.loop.runUntilIdle();

        assertThat(desk.writes).hasSize(4);
        assertThat(desk.offsets()).isSorted().doesNotHaveDuplicates().hasSize(3 * ENTRIES_PER_DRAIN + 1);
    }

    @Test
    void oneDrainEndsAtItsBytes() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(6, call("x".repeat(BYTES_PER_DRAIN / 4)));

        fanout.loop.runOnce();

        desk.assertGot(0L, 1L, 2L, 3L);
        fanout.loop.runUntilIdle();
    }

    @Test
    void whatIsBeyondTheBytesFollowsInTheNextDrain() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(6, call("x".repeat(BYTES_PER_DRAIN / 4)));

        fanout.loop.runUntilIdle();

        desk.assertGot(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(desk.writes).hasSize(2);
    }

    @Test
    void oneDrainEndsAtItsTestsOfTypes() {
        fanout.subscribe(desk, "call");
        IntStream.range(0, TESTS_PER_DRAIN / 4)
                .forEach(i -> fanout.subscribeTyped(new FakeReceiver(), "call", "nothing_" + i));
        fanout.appendMany(6, call("updated"));

        fanout.loop.runUntilIdle();

        desk.assertGot(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(desk.writes).hasSize(2);
        assertThat(fanout.count("ringdown.type.tests")).isEqualTo(6 * (TESTS_PER_DRAIN / 4));
    }

    @Test
    void equalTypesAreTestedOnceForEverybody() {
        IntStream.range(0, 100).forEach(i -> fanout.subscribeTyped(new FakeReceiver(), "call", "nothing_*"));
        IntStream.range(0, 100).forEach(i -> fanout.subscribeTyped(new FakeReceiver(), "call", "call_*"));

        fanout.publish(call("updated"));

        assertThat(fanout.count("ringdown.type.tests")).isEqualTo(2);
    }

    @Test
    void anEventThatIsLargerThanADrainTakesOne() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(2, call("x".repeat(2 * BYTES_PER_DRAIN)));

        fanout.loop.runUntilIdle();

        desk.assertGot(0L, 1L);
        assertThat(desk.writes).hasSize(2);
    }

    @Test
    void otherTasksOfTheLoopComeInBetween() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(2 * ENTRIES_PER_DRAIN, call("updated"));
        fanout.loop.execute(() -> assertThat(desk.writes).hasSize(1));

        fanout.loop.runUntilIdle();

        assertThat(desk.writes).hasSize(2);
    }

    @Test
    void exactlyOneShareNeedsOneDrain() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(ENTRIES_PER_DRAIN, call("updated"));

        fanout.loop.runOnce();

        assertThat(fanout.loop.isIdle()).isTrue();
    }

    @Test
    void whatIsAppendedDuringADrainIsNotForgotten() {
        fanout.subscribe(desk, "call");
        desk.onWrite = () -> appendOnce(call("hangup"));

        fanout.publish(call("created"));

        desk.assertGot(0L, 1L);
    }

    private void appendOnce(TestEvent event) {
        desk.onWrite = () -> {};
        fanout.append(event);
    }
}
