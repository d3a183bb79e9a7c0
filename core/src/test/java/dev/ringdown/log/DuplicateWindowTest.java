package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DuplicateWindowTest {
    private static final UUID ALICE = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final UUID CAROL = new UUID(0, 3);
    private static final EventName A = new EventName("/test", "a");
    private static final EventName B = new EventName("/test", "b");
    private static final EventName C = new EventName("/test", "c");

    /** A place; of what order numbers are does not matter here, but that they come back. */
    private static Placed at(long offset) {
        return new Placed(new Sequence(1, offset + 100), offset);
    }

    private final DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 2, 0);

    @Test
    void anEventIsFoundUntilTheWindowHasPassed() {
        assertThat(window.firstOrRemember(ALICE, A, at(5), 1_000)).isNull();

        assertThat(window.firstOrRemember(ALICE, A, at(6), 1_000)).isEqualTo(at(5));
        assertThat(window.firstOrRemember(ALICE, A, at(7), 11_000)).isEqualTo(at(5));
        assertThat(window.firstOrRemember(ALICE, A, at(8), 11_001)).isNull();
        assertThat(window.firstOrRemember(ALICE, A, at(9), 11_001)).isEqualTo(at(8));
    }

    /** As they are after crashes: what is recalled was given its place by logs before this one. */
    @Test
    void aPlaceIsFoundInTheEpochInWhichItWasGiven() {
        DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 3, 0);
        Placed first = new Placed(new Sequence(4, 17), 0);
        Placed second = new Placed(new Sequence(9, 1), 1);
        Placed third = new Placed(new Sequence(4, 18), 2);
        window.rememberAsFirst(ALICE, A, first, 0);
        window.rememberAsFirst(ALICE, B, second, 0);
        window.rememberAsFirst(ALICE, C, third, 0);

        assertThat(window.firstOrRemember(ALICE, A, at(3), 0)).isEqualTo(first);
        assertThat(window.firstOrRemember(ALICE, B, at(3), 0)).isEqualTo(second);
        assertThat(window.firstOrRemember(ALICE, C, at(3), 0)).isEqualTo(third);
    }

    @Test
    void sourceAndIdTogetherTellEventsApart() {
        window.firstOrRemember(ALICE, new EventName("/a", "bc"), at(0), 0);

        assertThat(window.firstOrRemember(ALICE, new EventName("/ab", "c"), at(1), 0))
                .isNull();
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooMany() {
        window.firstOrRemember(ALICE, A, at(0), 0);
        window.firstOrRemember(ALICE, B, at(1), 0);
        window.firstOrRemember(ALICE, C, at(2), 0);

        assertThat(window.size()).isEqualTo(2);
        assertThat(window.firstOrRemember(ALICE, B, at(3), 0)).isEqualTo(at(1));
        assertThat(window.firstOrRemember(ALICE, C, at(3), 0)).isEqualTo(at(2));
        assertThat(window.firstOrRemember(ALICE, A, at(3), 0)).isNull();
    }

    @Test
    void whatIsTooOldTakesNoRoom() {
        window.firstOrRemember(ALICE, A, at(0), 0);
        window.firstOrRemember(ALICE, B, at(1), 1);

        window.firstOrRemember(ALICE, C, at(2), 10_001);

        assertThat(window.size()).isEqualTo(2);
    }

    @Test
    void aNameThatIsOldIsNewAgainEvenBehindOneFromTheFuture() {
        window.firstOrRemember(ALICE, A, at(0), 50_000);
        window.firstOrRemember(ALICE, B, at(1), 0);

        assertThat(window.firstOrRemember(ALICE, B, at(2), 20_000)).isNull();
        assertThat(window.firstOrRemember(ALICE, B, at(3), 20_000)).isEqualTo(at(2));
    }

    @Test
    void whatIsTakenBackIsNew() {
        window.firstOrRemember(ALICE, A, at(0), 0);
        window.mark();
        window.firstOrRemember(ALICE, B, at(1), 0);

        window.forgetSinceMark();

        assertThat(window.size()).isOne();
        assertThat(window.firstOrRemember(ALICE, A, at(2), 0)).isEqualTo(at(0));
        assertThat(window.firstOrRemember(ALICE, B, at(2), 0)).isNull();
    }

    @Test
    void aWindowOfNothingRemembersNothing() {
        DuplicateWindow none = new DuplicateWindow(Duration.ofSeconds(10), 0, 0);

        none.firstOrRemember(ALICE, A, at(0), 0);

        assertThat(none.firstOrRemember(ALICE, A, at(1), 0)).isNull();
    }

    @Test
    void theNewestAreRememberedWhateverTheirAge() {
        DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 3, 2);
        window.firstOrRemember(ALICE, A, at(0), 0);
        window.firstOrRemember(ALICE, B, at(1), 0);
        window.firstOrRemember(ALICE, C, at(2), 0);

        assertThat(window.firstOrRemember(ALICE, C, at(3), 99_000)).isEqualTo(at(2));
        assertThat(window.firstOrRemember(ALICE, B, at(3), 99_000)).isEqualTo(at(1));
        assertThat(window.firstOrRemember(ALICE, A, at(3), 99_000)).isNull();
    }

    @Test
    void theNewestAreRememberedAlsoBeyondTheLimit() {
        DuplicateWindow window = new DuplicateWindow(Duration.ZERO, 0, 1);
        window.firstOrRemember(ALICE, A, at(0), 0);
        window.firstOrRemember(ALICE, B, at(1), 5);

        assertThat(window.firstOrRemember(ALICE, B, at(2), 99_000)).isEqualTo(at(1));
        assertThat(window.firstOrRemember(ALICE, A, at(2), 99_000)).isNull();
    }

    @Test
    void whoHasTheMostMakesRoomForOthers() {
        DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 3, 0);
        window.firstOrRemember(BOB, new EventName("/test", "bob"), at(0), 0);
        window.firstOrRemember(ALICE, A, at(1), 0);
        window.firstOrRemember(ALICE, B, at(2), 0);
        window.firstOrRemember(ALICE, C, at(3), 0);

        assertThat(window.size(BOB)).isOne();
        assertThat(window.size(ALICE)).isEqualTo(2);
        assertThat(window.firstOrRemember(ALICE, B, at(4), 0)).isEqualTo(at(2));
        assertThat(window.takeForgottenEarly()).isOne();
        assertThat(window.takeForgottenEarly()).isZero();
    }

    @Test
    void ofThoseWhoHaveAsManyWhoseIsTheOldestMakesRoom() {
        window.firstOrRemember(BOB, A, at(0), 0);
        window.firstOrRemember(ALICE, B, at(1), 0);

        window.firstOrRemember(CAROL, C, at(2), 0);

        assertThat(window.size(BOB)).isZero();
        assertThat(window.size(ALICE)).isOne();
        assertThat(window.size(CAROL)).isOne();
    }

    @Test
    void whatIsTooOldMakesRoomBeforeAnythingElse() {
        window.firstOrRemember(BOB, A, at(0), 0);
        window.firstOrRemember(ALICE, B, at(1), 5_000);

        window.firstOrRemember(ALICE, C, at(2), 10_001);

        assertThat(window.size(BOB)).isZero();
        assertThat(window.size(ALICE)).isEqualTo(2);
        assertThat(window.takeForgottenEarly()).isZero();
    }

    @Test
    void anEventIsTheSameWhosesoeverItIs() {
        window.firstOrRemember(BOB, A, at(0), 0);

        assertThat(window.firstOrRemember(ALICE, A, at(1), 0)).isEqualTo(at(0));
    }

    @Test
    void theNewestAreRememberedAlsoOfWhoHasTheMost() {
        DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 1, 2);
        window.firstOrRemember(ALICE, A, at(0), 0);
        window.firstOrRemember(ALICE, B, at(1), 0);
        window.firstOrRemember(ALICE, C, at(2), 0);

        assertThat(window.size()).isOne();
        assertThat(window.firstOrRemember(ALICE, B, at(3), 0)).isEqualTo(at(1));
        assertThat(window.firstOrRemember(ALICE, A, at(3), 0)).isNull();
    }

    @Test
    void whatMadeRoomForWhatIsTakenBackStaysForgotten() {
        window.firstOrRemember(ALICE, A, at(0), 0);
        window.mark();
        window.firstOrRemember(ALICE, B, at(1), 0);
        window.firstOrRemember(ALICE, C, at(2), 0);
        window.firstOrRemember(ALICE, new EventName("/test", "d"), at(3), 0);

        window.forgetSinceMark();

        assertThat(window.size()).isZero();
        assertThat(window.size(ALICE)).isZero();
    }

    @Test
    void thousandsAreRememberedEachAtItsPlace() {
        DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 5_000, 0);

        IntStream.range(0, 5_000).forEach(i -> window.firstOrRemember(of(i), name(i), at(i), i));

        assertThat(IntStream.range(0, 5_000))
                .allSatisfy(i -> assertThat(window.firstOrRemember(of(i), name(i), at(9_999), 5_000))
                        .isEqualTo(at(i)));
        assertThat(window.size()).isEqualTo(5_000);
        assertThat(window.takeForgottenEarly()).isZero();
    }

    @Test
    void thousandsAreForgottenEachAtItsTime() {
        DuplicateWindow window = new DuplicateWindow(Duration.ofSeconds(10), 5_000, 0);

        IntStream.range(0, 5_000).forEach(i -> window.firstOrRemember(of(i), name(i), at(i), i));

        assertThat(window.firstOrRemember(of(1_499), name(1_499), at(5_000), 11_500))
                .isNull();
        assertThat(window.firstOrRemember(of(1_500), name(1_500), at(5_001), 11_500))
                .isEqualTo(at(1_500));
    }

    @Test
    void thousandsAreRememberedWhateverTheirAge() {
        DuplicateWindow window = new DuplicateWindow(Duration.ZERO, 0, 5_000);

        IntStream.range(0, 6_000).forEach(i -> window.firstOrRemember(of(i), name(i), at(i), i));

        assertThat(IntStream.range(1_000, 6_000))
                .allSatisfy(i -> assertThat(window.firstOrRemember(of(i), name(i), at(9_999), 99_000))
                        .isEqualTo(at(i)));
        assertThat(window.firstOrRemember(of(999), name(999), at(6_000), 99_000))
                .isNull();
    }

    /** The owner of one of many events: everybody has a share of them. */
    private static UUID of(int number) {
        return List.of(ALICE, BOB, CAROL).get(number % 3);
    }

    private static EventName name(int number) {
        return new EventName("/test", "event-" + number);
    }
}
