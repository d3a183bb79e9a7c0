package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DuplicateWindowTest {
    private static final EventName A = new EventName("/test", "a");
    private static final EventName B = new EventName("/test", "b");
    private static final EventName C = new EventName("/test", "c");

    private final DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 2, 0);

    @Test
    void anEventIsFoundUntilTheWindowHasPassed() {
        assertThat(window.firstOrRemember(A, new Sequence(1, 5), 1_000)).isNull();

        assertThat(window.firstOrRemember(A, new Sequence(1, 6), 1_000)).isEqualTo(new Sequence(1, 5));
        assertThat(window.firstOrRemember(A, new Sequence(1, 7), 11_000)).isEqualTo(new Sequence(1, 5));
        assertThat(window.firstOrRemember(A, new Sequence(1, 8), 11_001)).isNull();
        assertThat(window.firstOrRemember(A, new Sequence(1, 9), 11_001)).isEqualTo(new Sequence(1, 8));
    }

    @Test
    void sourceAndIdTogetherTellEventsApart() {
        window.firstOrRemember(new EventName("/a", "bc"), new Sequence(1, 0), 0);

        assertThat(window.firstOrRemember(new EventName("/ab", "c"), new Sequence(1, 1), 0))
                .isNull();
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        window.firstOrRemember(A, new Sequence(1, 0), 0);
        window.firstOrRemember(B, new Sequence(1, 1), 0);
        window.firstOrRemember(C, new Sequence(1, 2), 0);

        assertThat(window.size()).isEqualTo(2);
        assertThat(window.firstOrRemember(B, new Sequence(1, 3), 0)).isEqualTo(new Sequence(1, 1));
        assertThat(window.firstOrRemember(C, new Sequence(1, 3), 0)).isEqualTo(new Sequence(1, 2));
        assertThat(window.firstOrRemember(A, new Sequence(1, 3), 0)).isNull();
    }

    @Test
    void whatIsTooOldTakesNoRoom() {
        window.firstOrRemember(A, new Sequence(1, 0), 0);
        window.firstOrRemember(B, new Sequence(1, 1), 1);

        window.firstOrRemember(C, new Sequence(1, 2), 10_001);

        assertThat(window.size()).isEqualTo(2);
    }

    @Test
    void aNameThatIsOldIsNewAgainEvenBehindOneFromTheFuture() {
        window.firstOrRemember(A, new Sequence(1, 0), 50_000);
        window.firstOrRemember(B, new Sequence(1, 1), 0);

        assertThat(window.firstOrRemember(B, new Sequence(1, 2), 20_000)).isNull();
        assertThat(window.firstOrRemember(B, new Sequence(1, 3), 20_000)).isEqualTo(new Sequence(1, 2));
    }

    @Test
    void whatIsTakenBackIsNew() {
        window.firstOrRemember(A, new Sequence(1, 0), 0);
        long mark = window.mark();
        window.firstOrRemember(B, new Sequence(1, 1), 0);

        window.forgetSince(mark);

        assertThat(window.size()).isOne();
        assertThat(window.firstOrRemember(A, new Sequence(1, 2), 0)).isEqualTo(new Sequence(1, 0));
        assertThat(window.firstOrRemember(B, new Sequence(1, 2), 0)).isNull();
    }

    @Test
    void aWindowOfNothingRemembersNothing() {
        DuplicateWindow none = new DuplicateWindow(Duration.ofSeconds(10), 0, 0);

        none.firstOrRemember(A, new Sequence(1, 0), 0);

        assertThat(none.firstOrRemember(A, new Sequence(1, 1), 0)).isNull();
    }

    @Test
    void theNewestAreRememberedWhateverTheirAge() {
        DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 3, 2);
        window.firstOrRemember(A, new Sequence(1, 0), 0);
        window.firstOrRemember(B, new Sequence(1, 1), 0);
        window.firstOrRemember(C, new Sequence(1, 2), 0);

        assertThat(window.firstOrRemember(C, new Sequence(1, 3), 99_000)).isEqualTo(new Sequence(1, 2));
        assertThat(window.firstOrRemember(B, new Sequence(1, 3), 99_000)).isEqualTo(new Sequence(1, 1));
        assertThat(window.firstOrRemember(A, new Sequence(1, 3), 99_000)).isNull();
    }

    @Test
    void theNewestAreRememberedAlsoBeyondTheLimit() {
        DuplicateWindow window = new DuplicateWindow(Duration.ZERO, 0, 1);
        window.firstOrRemember(A, new Sequence(1, 0), 0);
        window.firstOrRemember(B, new Sequence(1, 1), 5);

        assertThat(window.firstOrRemember(B, new Sequence(1, 2), 99_000)).isEqualTo(new Sequence(1, 1));
        assertThat(window.firstOrRemember(A, new Sequence(1, 2), 99_000)).isNull();
    }
}
