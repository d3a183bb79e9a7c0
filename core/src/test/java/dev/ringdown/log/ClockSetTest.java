package dev.ringdown.log;

import static dev.ringdown.event.Events.call;
import static dev.ringdown.log.LogTesting.OPTIONS;
import static dev.ringdown.log.LogTesting.append;
import static dev.ringdown.log.LogTesting.offsets;
import static dev.ringdown.log.LogTesting.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Events;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the clock of the machine while a log is written that keeps events for an hour, and ids for five minutes. */
class ClockSetTest {
    private final ManualClock timeOfDay = new ManualClock();
    private final ManualClock elapsed = new ManualClock();
    private final MemoryStore store = LogTesting.memoryStore(1 << 20, Duration.ofHours(1));
    private final StoredLog log =
            new StoredLog(store, OPTIONS, timeOfDay, () -> elapsed.millis() * 1_000_000, LogMeters.NONE);

    @AfterEach
    void close() {
        log.close();
    }

    private void pass(Duration time) {
        timeOfDay.advance(time);
        elapsed.advance(time);
        log.appender().turn();
    }

    private List<Long> retained() {
        return offsets(read(log, Events.CUSTOMER, -1, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "PT2H", "-PT1H", "-PT10M", "P20000D", "-P20000D", "PT0.9S"})
    void eventsKeepTheirAge(Duration by) {
        append(log, call("a"));
        pass(Duration.ofMinutes(30));
        timeOfDay.advance(by);
        append(log, call("b"));

        pass(Duration.ofMinutes(29));
        assertThat(retained()).containsExactly(0L, 1L);
        pass(Duration.ofMinutes(1).plusSeconds(2));
        assertThat(retained()).containsExactly(1L);
        pass(Duration.ofMinutes(30));
        assertThat(retained()).isEmpty();
    }

    @Test
    void aMomentOfAWrongTimeChangesNothing() {
        append(log, call("a"));
        timeOfDay.advance(Duration.ofHours(2));
        append(log, call("b"));
        pass(Duration.ofSeconds(4));
        timeOfDay.advance(Duration.ofHours(-2));
        append(log, call("c"));

        pass(Duration.ofMinutes(59));
        assertThat(retained()).containsExactly(0L, 1L, 2L);
        pass(Duration.ofMinutes(2));
        assertThat(retained()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "-PT1H"})
    void whatComesTwiceIsKnownForTheSameTime(Duration by) {
        append(log, call("a"));
        timeOfDay.advance(by);

        pass(Duration.ofMinutes(4));
        append(log, call("a"));
        assertThat(retained()).containsExactly(0L);
        pass(Duration.ofMinutes(2));
        append(log, call("a"));
        assertThat(retained()).containsExactly(0L, 1L);
    }

    /** A store is looked after every second, and not only when the time of day has got there again. */
    @Test
    void aLogThatWasSetBackIsLookedAfter() {
        FakeStore counting = new FakeStore();
        try (StoredLog other =
                new StoredLog(counting, OPTIONS, timeOfDay, () -> elapsed.millis() * 1_000_000, LogMeters.NONE)) {
            other.appender().turn();
            int before = counting.timesMaintained();
            timeOfDay.advance(Duration.ofHours(-1));

            for (int i = 0; i < 10; i++) {
                timeOfDay.advance(Duration.ofSeconds(1));
                elapsed.advance(Duration.ofSeconds(1));
                other.appender().turn();
            }

            assertThat(counting.timesMaintained()).isEqualTo(before + 10);
        }
    }
}
