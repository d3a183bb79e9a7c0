package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The tail of the tests holds 1024 entries; a loop that is busy for longer than that many finds its entry gone. */
class OvertakenRouterTest {
    private final Fanout fanout = new Fanout();
    private final FakeReceiver desk = new FakeReceiver();
    private final FakeReceiver wallboard = new FakeReceiver();

    @Test
    void everybodyIsToldThatSomethingIsMissing() {
        fanout.subscribe(desk, "call");
        fanout.subscribe(wallboard, "queue");
        fanout.publish(call("created"));

        fanout.appendMany(1025, call("updated"));
        fanout.loop.runUntilIdle();

        desk.assertGot(0L);
        assertThat(desk.fellBehindAfter).containsExactly(0L);
        assertThat(wallboard.fellBehindAfter).containsExactly(0L);
        assertThat(fanout.limitReached("log.tail-entries")).isOne();
    }

    @Test
    void theRouterGoesOnFromTheHead() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(1025, call("updated"));
        fanout.loop.runUntilIdle();

        fanout.publish(call("hangup"));

        assertThat(fanout.router.lag()).isZero();
        desk.assertGot(1025L);
    }

    @Test
    void aFullTailIsNotTooLong() {
        fanout.subscribe(desk, "call");

        fanout.appendMany(1024, call("updated"));
        fanout.loop.runUntilIdle();

        assertThat(desk.offsets()).hasSize(1024);
        assertThat(desk.fellBehindAfter).isEmpty();
    }

    @Test
    void whatWasStillThereIsWrittenBeforeTheGapIsTold() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(256, call("updated"));
        fanout.appendMany(10, call("updated"));
        fanout.loop.runOnce();

        fanout.appendMany(1024, call("updated"));
        fanout.loop.runUntilIdle();

        assertThat(desk.offsets()).hasSize(256).last().isEqualTo(255L);
        assertThat(desk.fellBehindAfter).containsExactly(255L);
    }

    @Test
    void whatWasRoutedWhenTheTailRanAwayIsWrittenBeforeTheGapIsTold() {
        fanout.subscribe(desk, "call");
        fanout.router.watch(once(() -> fanout.appendMany(1025, call("updated"))));
        List<Long> gotBefore = new ArrayList<>();
        desk.onFellBehind = () -> gotBefore.addAll(desk.offsets());

        fanout.publish(call("created"), call("progressing"));

        assertThat(desk.fellBehindAfter).containsExactly(0L);
        assertThat(gotBefore).containsExactly(0L);
        desk.assertGot(0L);
    }

    private static Watcher once(Runnable task) {
        AtomicBoolean done = new AtomicBoolean();
        return entry -> {
            if (done.compareAndSet(false, true)) {
                task.run();
            }
        };
    }

    @Test
    void whoWaitsForAnOffsetIsToldAlthoughItsLoopIsOvertaken() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(1025, call("updated"));
        List<String> told = new ArrayList<>();
        fanout.router.whenRouted(7, () -> told.add("reached"));

        fanout.loop.runUntilIdle();

        assertThat(fanout.limitReached("log.tail-entries")).isOne();
        assertThat(told).containsExactly("reached");
    }

    @Test
    void everybodyIsToldOnceHoweverOftenTheLoopRunsAfterwards() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(1025, call("updated"));
        fanout.loop.runUntilIdle();

        fanout.publish(call("hangup"));

        assertThat(desk.fellBehindAfter).containsExactly(-1L);
        desk.assertGot(1025L);
    }
}
