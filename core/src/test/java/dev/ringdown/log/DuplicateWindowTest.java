package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DuplicateWindowTest {
    private static final EventName A = new EventName("/test", "a");
    private static final EventName B = new EventName("/test", "b");
    private static final EventName C = new EventName("/test", "c");

    private final DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 2);

    @Test
    void anEventIsFoundUntilTheWindowHasPassed() {
        window.remember(A, new Sequence(1, 5), 1_000);

        assertThat(window.find(A, 1_000)).isEqualTo(new Sequence(1, 5));
        assertThat(window.find(A, 11_000)).isEqualTo(new Sequence(1, 5));
        assertThat(window.find(A, 11_001)).isNull();
        assertThat(window.find(B, 1_000)).isNull();
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        window.remember(A, new Sequence(1, 0), 0);
        window.remember(B, new Sequence(1, 1), 0);
        window.remember(C, new Sequence(1, 2), 0);

        assertThat(window.size()).isEqualTo(2);
        assertThat(window.find(A, 0)).isNull();
        assertThat(window.find(B, 0)).isEqualTo(new Sequence(1, 1));
        assertThat(window.find(C, 0)).isEqualTo(new Sequence(1, 2));
    }

    @Test
    void whatIsRememberedAgainIsYoungAgain() {
        window.remember(A, new Sequence(1, 0), 0);
        window.remember(B, new Sequence(1, 1), 0);
        window.remember(A, new Sequence(1, 2), 0);
        window.remember(C, new Sequence(1, 3), 0);

        assertThat(window.find(A, 0)).isEqualTo(new Sequence(1, 2));
        assertThat(window.find(B, 0)).isNull();
    }

    @Test
    void whatIsTooOldTakesNoRoom() {
        window.remember(A, new Sequence(1, 0), 0);
        window.remember(B, new Sequence(1, 1), 1);

        window.remember(C, new Sequence(1, 2), 10_001);

        assertThat(window.size()).isEqualTo(2);
    }

    @Test
    void whatIsTakenBackIsNew() {
        window.remember(A, new Sequence(1, 0), 0);

        window.forget(A);

        assertThat(window.find(A, 0)).isNull();
        assertThat(window.size()).isZero();
    }
}
