package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has seen more than its loop has routed waits until the loop has come there. */
class AwaitedOffsetsTest {
    private final Fanout fanout = new Fanout();
    private final FakeReceiver desk = new FakeReceiver();
    private final List<String> told = new ArrayList<>();

    @Test
    void whoWaitsIsToldOnceWhenTheLoopHasComeThere() {
        fanout.subscribe(desk, "call");
        fanout.append(call("created"), call("progressing"));
        fanout.router.whenRouted(1, () -> told.add("1 at " + fanout.router.routedOffset()));
        assertThat(told).isEmpty();

        fanout.loop.runUntilIdle();
        fanout.publish(call("hangup"));

        assertThat(told).containsExactly("1 at 1");
    }

    @Test
    void nobodyIsToldBefore() {
        fanout.subscribe(desk, "call");
        fanout.appendMany(2 * LoopRouter.ENTRIES_PER_DRAIN, call("updated"));
        fanout.router.whenRouted(LoopRouter.ENTRIES_PER_DRAIN, () -> told.add("256"));
        fanout.router.whenRouted(LoopRouter.ENTRIES_PER_DRAIN - 1, () -> told.add("255"));

        fanout.loop.runOnce();
        assertThat(told).containsExactly("255");
        fanout.loop.runUntilIdle();

        assertThat(told).containsExactly("255", "256");
    }

    @Test
    void whoWaitsForWhatIsRoutedAlreadyIsToldInATurnOfItsOwn() {
        fanout.subscribe(desk, "call");
        fanout.publish(call("created"));
        fanout.router.whenRouted(0, () -> told.add("0"));
        assertThat(told).isEmpty();

        fanout.loop.runUntilIdle();

        assertThat(told).containsExactly("0");
    }

    @Test
    void aLoopThatNobodyIsInterestedInIsAtTheHead() {
        fanout.append(call("created"), call("progressing"));
        fanout.router.whenRouted(1, () -> told.add("1"));

        fanout.loop.runUntilIdle();

        assertThat(told).containsExactly("1");
    }

    @Test
    void severalAreToldInTheOrderInWhichTheyCame() {
        fanout.subscribe(desk, "call");
        fanout.append(call("created"), call("progressing"));
        fanout.router.whenRouted(1, () -> told.add("first"));
        fanout.router.whenRouted(0, () -> told.add("second"));

        fanout.loop.runUntilIdle();

        assertThat(told).containsExactly("first", "second");
    }

    @Test
    void whoWaitsAgainIsToldAgain() {
        fanout.subscribe(desk, "call");
        fanout.append(call("created"));
        fanout.router.whenRouted(0, () -> fanout.router.whenRouted(0, () -> told.add("again")));

        fanout.loop.runUntilIdle();

        assertThat(told).containsExactly("again");
    }
}
