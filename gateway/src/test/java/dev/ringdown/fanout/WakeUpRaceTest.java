package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LiveTail;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.routing.Interest;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.testing.EntryEncoder;
import dev.ringdown.testing.People;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An appender on a thread of its own and a loop, the test's thread, meet again and again at the two moments where a
 * wake-up could get lost. Nothing is appended afterwards, so that a lost one is not made up for by the next. A net, not
 * a proof: how often the two really meet depends on the machine.
 */
@Timeout(60)
class WakeUpRaceTest {
    private static final int ROUNDS = 5_000;
    private static final TopicFilter CALLS = new TopicFilter(Scope.CUSTOMER, People.CUSTOMER, "call", null);

    private final QueueLoop loop = new QueueLoop();
    private final LiveTail tail = new LiveTail(-1, 1024, Long.MAX_VALUE);
    private final LoopRouter router =
            new LoopRouter(loop, tail, new EntryEncoder(), new GatewayMetrics(new SimpleMeterRegistry()));
    private final Thread appender = new Thread(this::append, "appender");

    /** The appender's last finished append. */
    private volatile long appended = -1;

    /** The appender appends up to here. */
    private volatile long requested = -1;

    @BeforeEach
    void start() {
        tail.follow(router::wake);
        appender.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        requested = Long.MAX_VALUE;
        appender.join();
    }

    @Test
    void anAppendBesideTheFirstSubscriptionIsEitherBeforeItOrDelivered() {
        List<Long> wronglyDelivered = LongStream.range(0, ROUNDS)
                .filter(offset -> !subscribeBesideAnAppend(offset))
                .boxed()
                .toList();

        assertThat(wronglyDelivered).isEmpty();
    }

    @Test
    void anAppendBesideADrainIsDeliveredByItOrByTheNext() {
        FakeReceiver receiver = new FakeReceiver();
        router.subscribe(receiver, CALLS, TypeFilter.ALL);

        LongStream.range(0, ROUNDS / 2).forEach(this::drainBesideAnAppend);

        assertThat(receiver.offsets())
                .containsExactlyElementsOf(LongStream.range(0, ROUNDS).boxed().toList());
    }

    /** Whether the entry was delivered exactly if the subscription stood before it. */
    private boolean subscribeBesideAnAppend(long offset) {
        FakeReceiver receiver = new FakeReceiver();
        requested = offset;
        pause(offset & 15);
        Interest interest = router.subscribe(receiver, CALLS, TypeFilter.ALL);
        long afterOffset = router.routedOffset();
        spinUntil(() -> appended == offset);
        loop.runUntilIdle();
        router.unsubscribe(interest);
        router.remove(receiver);
        return receiver.offsets().equals(offset > afterOffset ? List.of(offset) : List.of());
    }

    private void drainBesideAnAppend(long round) {
        long first = 2 * round;
        requested = first;
        spinUntil(() -> appended == first);
        requested = first + 1;
        pause(round & 15);
        loop.runUntilIdle();
        spinUntil(() -> appended == first + 1);
        loop.runUntilIdle();
    }

    private void append() {
        for (long offset = 0; offset < ROUNDS; offset++) {
            long next = offset;
            spinUntil(() -> requested >= next);
            tail.publish(List.of(call("created").at(offset, 1, 0)));
            appended = offset;
        }
    }

    private static void pause(long turns) {
        for (long i = 0; i < turns; i++) {
            Thread.onSpinWait();
        }
    }

    private static void spinUntil(BooleanSupplier condition) {
        for (int turn = 1; !condition.getAsBoolean(); turn++) {
            Thread.onSpinWait();
            if (turn % 4096 == 0) {
                LockSupport.parkNanos(1); // the machine may have one processor
            }
        }
    }

    /** A loop whose tasks come from another thread. */
    private static final class QueueLoop implements Loop {
        private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

        @Override
        public Runnable after(Duration time, Runnable task) {
            throw new UnsupportedOperationException("routing waits for no time");
        }

        @Override
        public boolean inEventLoop() {
            return true;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void executeAfterSockets(Runnable task) {
            execute(task);
        }

        @Override
        public Turns turns() {
            throw new UnsupportedOperationException("nobody here works but the router");
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        void runUntilIdle() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }
}
