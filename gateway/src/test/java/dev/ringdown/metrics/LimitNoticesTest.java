package dev.ringdown.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.CapturedLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A limit that bites is told to operators, and a flood is counted instead of written. */
class LimitNoticesTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final CapturedLog captured = new CapturedLog();
    private final AtomicLong now = new AtomicLong(5);
    private final LimitNotices notices = new LimitNotices(now::get);

    @AfterEach
    void release() {
        captured.close();
    }

    @Test
    void theFirstTimeIsToldAtOnce() {
        notices.reached(Limit.TOPICS);

        assertThat(captured.everythingOf(LimitNotices.class))
                .singleElement()
                .asString()
                .contains("limit=limits.topics times=1");
    }

    @Test
    void aFloodIsToldOnceAMinuteWithHowOftenItWas() {
        notices.reached(Limit.TOPICS);
        notices.reached(Limit.TOPICS);
        now.addAndGet(MINUTE - 1);
        notices.reached(Limit.TOPICS);

        assertThat(captured.everythingOf(LimitNotices.class)).hasSize(1);

        now.addAndGet(1);
        notices.reached(Limit.TOPICS);

        assertThat(captured.everythingOf(LimitNotices.class)).hasSize(2);
        assertThat(captured.everythingOf(LimitNotices.class).get(1)).contains("limit=limits.topics times=3");
    }

    @Test
    void oneLimitDoesNotHideAnother() {
        notices.reached(Limit.TOPICS);
        notices.reached(Limit.TYPES);

        assertThat(captured.everythingOf(LimitNotices.class)).hasSize(2);
    }
}
