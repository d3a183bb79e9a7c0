package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.routing.Interest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowReceiverTest {
    private final Fanout fanout = new Fanout();
    private final FakeReceiver slow = new FakeReceiver();
    private final FakeReceiver quick = new FakeReceiver();

    @AfterEach
    void framesAreGivenBack() {
        fanout.encoder.assertAllReleasedOnce();
    }

    @Test
    void aStalledReceiverIsToldWhereItFellBehind() {
        fanout.subscribe(slow, "call");
        fanout.publish(call("created"), call("progressing"));

        slow.stalled = true;
        fanout.publish(call("updated"), call("hangup"));

        slow.assertGot(0L, 1L);
        assertThat(slow.fellBehindAfter).containsExactly(1L);
    }

    @Test
    void theOthersDoNotNotice() {
        fanout.subscribe(slow, "call");
        fanout.subscribe(quick, "call");
        slow.stalled = true;

        fanout.publish(call("created"), call("hangup"));

        quick.assertGot(0L, 1L);
        assertThat(quick.writes).hasSize(1);
        assertThat(quick.fellBehindAfter).isEmpty();
    }

    @Test
    void aStalledReceiverWithoutAMatchMissesNothingAndIsLeftAlone() {
        fanout.subscribe(slow, "queue");
        fanout.subscribe(quick, "call");
        slow.stalled = true;

        fanout.publish(call("created"));
        slow.stalled = false;
        fanout.publish(of("queue", "created"));

        assertThat(slow.fellBehindAfter).isEmpty();
        slow.assertGot(1L);
    }

    @Test
    void aReceiverThatClosesWhileAnotherIsWrittenGetsNothing() {
        fanout.subscribe(quick, "call");
        Interest calls = fanout.subscribe(slow, "call");
        quick.onWrite = () -> leave(slow, calls);

        fanout.publish(call("created"));

        quick.assertGot(0L);
        slow.assertGotNothing();
        assertThat(slow.fellBehindAfter).isEmpty();
    }

    private void leave(FakeReceiver receiver, Interest interest) {
        fanout.router.unsubscribe(interest);
        fanout.router.remove(receiver);
    }
}
