package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A window that is recalled says whether the store has forgotten what it must know. Four entries have room, two of each customer. */
class WindowGapsTest {
    private static final UUID ALICE = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final int WEIGHT = 256 + 100;
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final MemoryStore store = LogTesting.memoryStore(4 * WEIGHT, 2 * WEIGHT, LogMeters.NONE);
    private long offset;

    private void write(UUID customer, long fromNumber, long toNumber, long millis) {
        LongStream.rangeClosed(fromNumber, toNumber)
                .forEach(number -> store.write(List.of(LogTesting.entry(customer, number, offset++, 100, millis))));
    }

    private @Nullable String gaps(int events, int ageless, long nowMillis) {
        JournalWindow window = new JournalWindow(new DuplicateBounds(WINDOW, events, ageless));
        window.recall(store, nowMillis);
        return window.gaps();
    }

    @Test
    void nothingIsMissingAsLongAsNothingWasForgotten() {
        write(ALICE, 1, 4, 7_000);

        assertThat(gaps(1_000, 10, 7_000)).isNull();
    }

    @Test
    void whatWasForgottenForWantOfRoomIsMissing() {
        write(ALICE, 1, 5, 7_000);

        assertThat(gaps(1_000, 0, 7_000))
                .isEqualTo(
                        "the store has forgotten entries that are needed to know duplicates: 1 customers have lost some of"
                                + " the last PT10S, and of the newest 0 0 are gone (an event that is published again may be stored here"
                                + " once more, and on other nodes not: raise log.retention-bytes, log.retention-share or"
                                + " log.retention-age)");
    }

    @Test
    void notIfSoManyAreLeftThatNoMoreWouldBeRemembered() {
        write(ALICE, 1, 5, 7_000);

        assertThat(gaps(4, 0, 7_000)).isNull();
    }

    @Test
    void notIfOlderOnesAreLeft() {
        write(ALICE, 1, 3, 7_000);
        write(ALICE, 4, 5, 18_000);

        assertThat(gaps(1_000, 0, 18_000)).isNull();
    }

    @Test
    void notIfItWasForgottenWhenItWasOld() {
        write(BOB, 1, 1, 1_000);
        write(ALICE, 1, 1, 2_000);
        store.maintain(20_000);
        write(BOB, 2, 2, 20_000);
        write(ALICE, 2, 2, 31_000);

        assertThat(gaps(1_000, 0, 31_000)).isNull();
    }

    @Test
    void whatACustomerHasLostByItsShareIsMissingThoughOthersHaveOlderOnes() {
        write(BOB, 1, 1, 1_000);
        write(ALICE, 1, 4, 17_000);

        assertThat(gaps(1_000, 0, 17_000)).contains(": 1 customers have lost some of the last PT10S");
    }

    @Test
    void theNewestMustBeThereWhateverTheirAge() {
        write(ALICE, 1, 6, 7_000);

        assertThat(gaps(0, 5, 60_000)).contains(" of the newest 5 1 are gone ");
        assertThat(gaps(0, 4, 60_000)).isNull();
    }
}
