package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.StoredLog;
import dev.ringdown.protocol.Limit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node does when its log has ended. */
class LostLogTest {
    @AfterEach
    void forgetTheHandler() {
        Thread.setDefaultUncaughtExceptionHandler(null);
    }

    @Test
    void sessionsAreSentElsewhereWhenTheLogBreaks() throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> {});
        StoredLog log = log(nanos -> {
            throw new IllegalStateException("a meter with a bug");
        });
        CountDownLatch sentElsewhere = new CountDownLatch(1);
        LostLog.watch(log, sentElsewhere::countDown);
        var unused = log.append(List.of());

        log.start();

        assertThat(sentElsewhere.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(log.ended()).isCompletedWithValue(EventLog.Ended.LOST);
    }

    @Test
    void nobodyIsSentAnywhereWhenItIsClosed() {
        List<String> happened = new ArrayList<>();
        StoredLog log = log(nanos -> {});
        LostLog.watch(log, () -> happened.add("elsewhere"));

        log.close();

        assertThat(log.ended()).isCompletedWithValue(EventLog.Ended.CLOSED);
        assertThat(happened).isEmpty();
    }

    /** @param writes is told of every write */
    private static StoredLog log(LogMeters.Timing writes) {
        LiveResourceIndex live = new LiveResourceIndex(
                new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(1, Long.MAX_VALUE));
        return new StoredLog(
                new MemoryStore(1, 1 << 20, Duration.ofDays(1), live),
                new LogOptions(16, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 1_000),
                Clock.systemUTC(),
                new TimedWrites(writes));
    }

    private record TimedWrites(LogMeters.Timing writes) implements LogMeters {
        @Override
        public Count count(String name, String description) {
            return NONE.count(name, description);
        }

        @Override
        public Timing timing(String name, String description) {
            return writes;
        }

        @Override
        public void gauge(String name, String description, DoubleSupplier value) {}

        @Override
        public void gauge(String name, String description, String label, String of, DoubleSupplier value) {}

        @Override
        public void limitReached(Limit limit) {}
    }
}
