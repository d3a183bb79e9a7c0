package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong with one receiver is not to be felt by the others. */
class FailedWriteTest {
    private final CapturedLog captured = new CapturedLog();
    private final Fanout fanout = new Fanout();
    private final FakeReceiver first = new FakeReceiver();
    private final FakeReceiver broken = new FakeReceiver();
    private final FakeReceiver last = new FakeReceiver();

    @AfterEach
    void framesAreGivenBack() {
        captured.close();
        fanout.encoder.assertAllReleasedOnce();
    }

    private void subscribeAll() {
        fanout.subscribe(first, "call");
        fanout.subscribe(broken, "call");
        fanout.subscribe(last, "call");
    }

    private static void fail() {
        throw new IllegalStateException("the pipeline is broken");
    }

    private static void runOutOfMemory() {
        throw new OutOfMemoryError("direct memory, says the test");
    }

    @Test
    void theOthersGetTheirs() {
        subscribeAll();
        broken.onWrite = FailedWriteTest::fail;

        fanout.publish(call("created"), call("hangup"));

        first.assertGot(0L, 1L);
        last.assertGot(0L, 1L);
    }

    @Test
    void whoseWriteFailedIsToldAndTheOthersAreNot() {
        subscribeAll();
        broken.onWrite = FailedWriteTest::fail;

        fanout.publish(call("created"));

        assertThat(broken.failed).isTrue();
        assertThat(first.failed).isFalse();
        assertThat(last.failed).isFalse();
        assertThat(captured.errors()).containsExactly("cannot write entries=1");
    }

    @Test
    void directMemoryThatIsUsedUpIsNoOtherCase() {
        subscribeAll();
        broken.onWrite = FailedWriteTest::runOutOfMemory;

        fanout.publish(call("created"));

        assertThat(broken.failed).isTrue();
        first.assertGot(0L);
        last.assertGot(0L);
    }

    @Test
    void aWriteThatFailedIsNoDelivery() {
        subscribeAll();
        broken.onWrite = FailedWriteTest::fail;

        fanout.publish(call("created"), call("hangup"));

        assertThat(fanout.count("ringdown.deliveries")).isEqualTo(4);
    }

    @Test
    void theNextDrainIsAsIfNothingHadHappened() {
        fanout.subscribe(broken, "queue");
        fanout.subscribe(last, "call");
        broken.onWrite = FailedWriteTest::fail;
        fanout.publish(of("queue", "created"));

        fanout.publish(call("created"));

        last.assertGot(1L);
        assertThat(fanout.router.routedOffset()).isOne();
    }
}
