package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubscribePositionTest {
    private final Fanout fanout = new Fanout();
    private final FakeReceiver desk = new FakeReceiver();
    private final FakeReceiver latecomer = new FakeReceiver();

    @Test
    void theFirstSubscriberGetsNothingOlderThanItself() {
        fanout.publish(call("created"), call("progressing"));

        fanout.subscribe(desk, "call");
        assertThat(fanout.router.routedOffset()).isOne();
        fanout.publish(call("hangup"));

        desk.assertGot(2L);
    }

    @Test
    void aFurtherSubscriberStartsBehindWhatWasRoutedSoFar() {
        fanout.subscribe(desk, "call");
        fanout.publish(call("created"));
        fanout.append(call("progressing"));

        assertThat(fanout.router.routedOffset()).isZero();
        fanout.subscribe(latecomer, "call");
        fanout.publish(call("hangup"));

        latecomer.assertGot(1L, 2L);
        desk.assertGot(0L, 1L, 2L);
    }

    @Test
    void whoComesBackToADesertedLoopDoesNotGetWhatPassedMeanwhile() {
        fanout.router.unsubscribe(fanout.subscribe(desk, "call"));
        fanout.publish(call("created"));

        fanout.subscribe(desk, "call");
        fanout.publish(call("hangup"));

        desk.assertGot(1L);
    }

    @Test
    void whoComesBackBeforeTheNextDrainMissesNothing() {
        var calls = fanout.subscribe(desk, "call");
        fanout.append(call("created"));

        fanout.router.unsubscribe(calls);
        fanout.subscribe(desk, "call");
        fanout.publish(call("hangup"));

        desk.assertGot(0L, 1L);
    }

    @Test
    void anEmptyLogIsBeforeItsFirstEntry() {
        fanout.subscribe(desk, "call");

        assertThat(fanout.router.routedOffset()).isEqualTo(-1);
        assertThat(fanout.router.lag()).isZero();
    }
}
