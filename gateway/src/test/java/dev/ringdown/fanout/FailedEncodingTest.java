package dev.ringdown.fanout;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.EntryEncoder;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.TestLog;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** There may be no memory for the frames of one call, and still some for the others'. */
class FailedEncodingTest {
    private final CapturedLog captured = new CapturedLog();
    private final ManualLoop loop = new ManualLoop();
    private final TestLog log = new TestLog(16);
    private final EntryEncoder encoder = new EntryEncoder();
    private final LoopRouter router =
            new LoopRouter(loop, log.tail(), this::encode, new GatewayMetrics(new SimpleMeterRegistry()));
    private final FakeReceiver desk = new FakeReceiver();
    private final FakeReceiver wallboard = new FakeReceiver();

    private Frames encode(List<LogEntry> entries) {
        if (entries.get(0).type().equals("call_created")) {
            throw new OutOfMemoryError("direct memory, says the test");
        }
        return encoder.encode(entries);
    }

    @AfterEach
    void framesAreGivenBack() {
        captured.close();
        encoder.assertAllReleasedOnce();
    }

    @Test
    void onlyWhoWantedThoseFramesFails() {
        subscribe(desk, "call");
        subscribe(wallboard, "queue");

        log.append(call("created"));
        log.append(of("queue", "created"));
        router.wake();
        loop.runUntilIdle();

        assertThat(desk.failed).isTrue();
        desk.assertGotNothing();
        assertThat(wallboard.failed).isFalse();
        wallboard.assertGot(1L);
    }

    private void subscribe(FakeReceiver receiver, String resource) {
        router.subscribe(receiver, new TopicFilter(Scope.CUSTOMER, CUSTOMER, resource, null), TypeFilter.ALL);
    }
}
