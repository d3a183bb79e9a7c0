package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedFramesTest {
    private final Fanout fanout = new Fanout();
    private final FakeReceiver first = new FakeReceiver();
    private final FakeReceiver second = new FakeReceiver();
    private final FakeReceiver third = new FakeReceiver();

    @AfterEach
    void framesAreGivenBack() {
        fanout.encoder.assertAllReleasedOnce();
    }

    @Test
    void whoGetsTheSameEntriesGetsTheSameFrames() {
        fanout.subscribe(first, "call");
        fanout.subscribe(second, "call");
        fanout.subscribe(third, "call");

        fanout.publish(call("created"), call("hangup"));

        assertThat(fanout.encoder.encodings()).isOne();
        assertThat(second.writes.get(0)).isSameAs(first.writes.get(0));
        assertThat(third.writes.get(0)).isSameAs(first.writes.get(0));
    }

    @Test
    void differentFiltersThatFindTheSameEntriesShareToo() {
        fanout.subscribe(first, "call", "c1");
        fanout.subscribe(second, "call");

        fanout.publish(call("created"), call("hangup"));

        assertThat(second.writes.get(0)).isSameAs(first.writes.get(0));
    }

    @Test
    void whoGetsOtherEntriesGetsFramesOfItsOwn() {
        fanout.subscribe(first, "call");
        fanout.subscribe(first, "queue");
        fanout.subscribe(second, "call");
        fanout.subscribe(third, "queue");

        fanout.publish(call("created"), of("queue", "created"), call("hangup"));

        first.assertGot(0L, 1L, 2L);
        second.assertGot(0L, 2L);
        third.assertGot(1L);
        assertThat(fanout.encoder.encodings()).isEqualTo(3);
    }

    @Test
    void entriesThatOnlyBeginAlikeAreNotShared() {
        fanout.subscribe(first, "call");
        fanout.subscribeTyped(second, "call", "call_created");

        fanout.publish(call("created"), call("hangup"));

        first.assertGot(0L, 1L);
        second.assertGot(0L);
    }

    @Test
    void theNextDrainBeginsAfresh() {
        fanout.subscribe(first, "call");

        fanout.publish(call("created"));
        fanout.publish(call("hangup"));

        assertThat(first.writes).hasSize(2).doesNotHaveDuplicates();
        first.assertGot(0L, 1L);
    }

    @Test
    void nothingIsEncodedForAReceiverThatIsStalled() {
        fanout.subscribe(first, "call");
        first.stalled = true;

        fanout.publish(call("created"));

        assertThat(fanout.encoder.encodings()).isZero();
    }
}
