package dev.ringdown.fanout;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.testing.EntryEncoder;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.TestLog;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A log whose offsets are 16,384 apart, so that all end in the same bits; its tail holds 512 entries. */
class HolesBetweenOffsetsTest {
    private static final long APART = 16_384;

    private final ManualLoop loop = new ManualLoop();
    private final TestLog log = TestLog.withHoles(512, offset -> offset + APART);
    private final LoopRouter router =
            new LoopRouter(loop, log.tail(), new EntryEncoder(), new GatewayMetrics(new SimpleMeterRegistry()));
    private final FakeReceiver desk = new FakeReceiver();

    @Test
    void everyEntryIsRoutedOnceAndInOrder() {
        follow();

        append(300); // more than a drain takes
        loop.runUntilIdle();

        assertThat(desk.offsets()).isEqualTo(offsets(1, 300));
        assertThat(router.routedOffset()).isEqualTo(offset(300));
    }

    @Test
    void whatIsBehindIsCountedByEntries() {
        follow();

        append(3);

        assertThat(router.lag()).isEqualTo(3);
        loop.runUntilIdle();
        assertThat(router.lag()).isZero();
    }

    @Test
    void whoSubscribesGetsWhatComesAfter() {
        append(2);
        follow();
        assertThat(router.routedOffset()).isEqualTo(offset(2));

        append(2);
        loop.runUntilIdle();

        assertThat(desk.offsets()).isEqualTo(offsets(3, 4));
    }

    @Test
    void aLoopThatIsTooLateIsOvertakenOnlyWhenTheTailHasForgottenItsEntry() {
        follow();

        append(512);
        loop.runUntilIdle();
        assertThat(desk.fellBehindAfter).isEmpty();

        append(513);
        loop.runUntilIdle();
        assertThat(desk.fellBehindAfter).containsExactly(offset(512));
    }

    private void follow() {
        router.subscribe(desk, new TopicFilter(Scope.CUSTOMER, CUSTOMER, "call", null), TypeFilter.ALL);
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            log.append(call("updated"));
        }
        router.wake();
    }

    /** The offset of an entry, counted from 1. */
    private static long offset(long number) {
        return number * APART - 1;
    }

    private static List<Long> offsets(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .map(HolesBetweenOffsetsTest::offset)
                .boxed()
                .toList();
    }
}
