package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of the machine is looked at once a second here, as sessions do. */
class GuardedClockTest {
    private static final Instant START = Instant.parse("2026-11-23T10:15:30Z");

    /** The time of day of a machine. */
    private static final class Machine extends Clock {
        private long millis = START.toEpochMilli();

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("a zone is not needed");
        }
    }

    private final Machine machine = new Machine();
    private long nanos = Long.MAX_VALUE - 1_000_000_000L; // it overflows
    private final GuardedClock clock = new GuardedClock(machine, () -> nanos);

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            nanos += 1_000_000_000L;
            machine.millis += 1_000;
            clock.millis();
        }
    }

    private void set(Duration by) {
        machine.millis += by.toMillis();
    }

    private Duration passed() {
        return Duration.between(START, clock.instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "-PT1H", "PT2S", "-PT2S", "P20000D", "-P20000D"})
    void aClockThatIsSetForAMomentChangesNothing(Duration by) {
        pass(10);

        set(by);
        pass(4);
        assertThat(passed()).isEqualTo(Duration.ofSeconds(14));
        set(by.negated());
        pass(100);

        assertThat(passed()).isEqualTo(Duration.ofSeconds(114));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10M", "-PT1H"})
    void oneThatIsSetToStayCountsAfterAMinute(Duration by) {
        set(by);
        pass(60);
        assertThat(passed()).isEqualTo(Duration.ofSeconds(60));

        pass(1);

        assertThat(passed()).isEqualTo(Duration.ofSeconds(61).plus(by));
    }

    @Test
    void oneThatIsSetAgainBeginsItsMinuteAnew() {
        set(Duration.ofMinutes(10));
        pass(50);
        set(Duration.ofMinutes(10));
        pass(60);
        assertThat(passed()).isEqualTo(Duration.ofSeconds(110));

        pass(1);

        assertThat(passed()).isEqualTo(Duration.ofSeconds(111).plusMinutes(20));
    }

    /** As those do that are kept right over the network. */
    @ParameterizedTest
    @ValueSource(longs = {500, -500})
    void oneThatIsTrimmedIsFollowed(long millisEachSecond) {
        for (int i = 0; i < 100; i++) {
            set(Duration.ofMillis(millisEachSecond));
            pass(1);
        }

        assertThat(passed()).isEqualTo(Duration.ofSeconds(100).plusMillis(100 * millisEachSecond));
    }
}
