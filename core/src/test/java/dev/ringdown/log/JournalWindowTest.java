package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import dev.ringdown.event.Events;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ten seconds, three events, and the newest one whatever its age; {@link JournalWindowPropertyTest} tries the rest. */
class JournalWindowTest {
    private static final UUID ALICE = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    private final JournalWindow window = new JournalWindow(new DuplicateBounds(Duration.ofSeconds(10), 3, 1));

    /** A place; of what order numbers are does not matter here, but that they come back. */
    private static Placed at(long offset) {
        return new Placed(new Sequence(7, offset + 1), offset);
    }

    private static EventName name(String id) {
        return new EventName("/test", id);
    }

    /** @return where the one is that came first, or null if this is the first */
    private @Nullable Placed comes(UUID customer, String id, long offset, long millis) {
        return window.firstOrRemember(customer, name(id), at(offset), millis);
    }

    @Test
    void anEventIsFoundUntilTheWindowHasPassed() {
        comes(ALICE, "a", 0, 1_000);
        comes(ALICE, "b", 1, 1_000);

        assertThat(comes(ALICE, "a", 2, 11_000)).isEqualTo(at(0));
        assertThat(comes(ALICE, "a", 3, 11_001)).isNull();
        assertThat(comes(ALICE, "a", 4, 11_001)).isEqualTo(at(3));
    }

    @Test
    void theNewestIsFoundWhateverItsAge() {
        comes(ALICE, "a", 0, 1_000);
        comes(ALICE, "b", 1, 1_000);

        assertThat(comes(ALICE, "b", 2, 99_000)).isEqualTo(at(1));
        assertThat(comes(ALICE, "a", 3, 99_000)).isNull();
    }

    @Test
    void ofTooManyTheOldestIsForgottenWhosesoeverItIs() {
        comes(ALICE, "a", 0, 0);
        comes(BOB, "b", 1, 0);
        comes(BOB, "c", 2, 0);
        comes(BOB, "d", 3, 0);

        assertThat(comes(BOB, "b", 4, 0)).isEqualTo(at(1));
        assertThat(comes(BOB, "c", 4, 0)).isEqualTo(at(2));
        assertThat(comes(BOB, "d", 4, 0)).isEqualTo(at(3));
        assertThat(comes(ALICE, "a", 4, 0)).isNull();
    }

    /** Which are remembered must follow from the entries, and a duplicate is none. */
    @Test
    void aDuplicateTakesNobodysPlace() {
        comes(ALICE, "a", 0, 0);
        comes(ALICE, "b", 1, 0);
        comes(ALICE, "c", 2, 0);
        comes(ALICE, "c", 3, 0);
        comes(ALICE, "b", 3, 0);

        assertThat(comes(ALICE, "a", 3, 0)).isEqualTo(at(0));
    }

    @Test
    void whatIsForgottenBeforeItsTimeIsCountedOnce() {
        comes(ALICE, "a", 0, 0);
        comes(ALICE, "b", 1, 5_000);
        comes(ALICE, "c", 2, 5_000);
        assertThat(window.takeForgottenEarly()).isZero();

        comes(ALICE, "d", 3, 10_001); // a has gone by itself
        assertThat(window.takeForgottenEarly()).isZero();

        comes(ALICE, "e", 4, 15_000);
        assertThat(window.takeForgottenEarly()).isOne();
        assertThat(window.takeForgottenEarly()).isZero();
    }

    @Test
    void aNodeThatIsStartedAgainDecidesAsIfItHadNotEnded() {
        FakeStore store = new FakeStore();
        store.keep(LogTesting.entry(Events.CUSTOMER, 0, 10, 1_000));
        store.keep(LogTesting.entry(Events.CUSTOMER, 1, 10, 2_000));
        store.keep(LogTesting.entry(Events.CUSTOMER, 2, 10, 3_000));

        window.recall(store, 11_500);

        assertThat(comes(Events.CUSTOMER, "event-1", 3, 11_500)).isEqualTo(at(1));
        assertThat(comes(Events.CUSTOMER, "event-2", 3, 11_500)).isEqualTo(at(2));
        assertThat(comes(Events.CUSTOMER, "event-0", 3, 11_500)).isNull();
    }

    @Test
    void theJournalSaysHowMuchIsRemembered() {
        JournalWindow silent = new JournalWindow(DuplicateBounds.NONE);
        silent.firstOrRemember(ALICE, name("a"), at(0), 0);
        assertThat(silent.firstOrRemember(ALICE, name("a"), at(1), 0)).isNull();

        silent.begin(new DuplicateBounds(Duration.ofSeconds(10), 1, 0));

        assertThat(silent.firstOrRemember(ALICE, name("a"), at(2), 0)).isNull();
        assertThat(silent.firstOrRemember(ALICE, name("a"), at(3), 10_000)).isEqualTo(at(2));
        assertThat(silent.firstOrRemember(ALICE, name("b"), at(3), 10_000)).isNull();
        assertThat(silent.firstOrRemember(ALICE, name("a"), at(4), 10_000)).isNull();
    }

    @Test
    void thousandsAreRememberedEachAtItsPlace() {
        JournalWindow large = new JournalWindow(new DuplicateBounds(Duration.ofSeconds(10), 5_000, 0));

        IntStream.range(0, 6_000).forEach(i -> large.firstOrRemember(ALICE, name("event-" + i), at(i), i));

        assertThat(IntStream.range(1_000, 6_000))
                .allSatisfy(i -> assertThat(large.firstOrRemember(ALICE, name("event-" + i), at(9_999), 6_000))
                        .isEqualTo(at(i)));
        assertThat(large.firstOrRemember(ALICE, name("event-999"), at(6_000), 6_000))
                .isNull();
    }

    /** A store may tell them customer by customer, and only in the order of the log the same ones are the newest. */
    @Test
    void whatIsTheNewestDoesNotFollowFromTheOrderInWhichAStoreTells() {
        FakeStore store = new FakeStore();
        store.recallBackwards();
        IntStream.range(0, 5).forEach(i -> store.keep(LogTesting.entry(Events.CUSTOMER, i, 10, 1_000)));

        window.recall(store, 2_000);

        assertThat(IntStream.range(2, 5))
                .allSatisfy(i -> assertThat(comes(Events.CUSTOMER, "event-" + i, 9, 2_000))
                        .isEqualTo(at(i)));
        assertThat(comes(Events.CUSTOMER, "event-1", 9, 2_000)).isNull();
    }

    @Test
    void whatIsTakenBackIsForgotten() {
        comes(ALICE, "a", 0, 0);
        window.mark();
        comes(ALICE, "b", 1, 0);

        window.forgetSinceMark();

        assertThat(comes(ALICE, "a", 1, 0)).isEqualTo(at(0));
        assertThat(comes(ALICE, "b", 1, 0)).isNull();
    }
}
