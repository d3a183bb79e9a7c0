package dev.ringdown.catchup;

import static dev.ringdown.catchup.TailSlices.ENTRIES_PER_LOOK;
import static dev.ringdown.catchup.TailSlices.ENTRIES_PER_SLICE;
import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The tail holds the newest four entries only, where nothing else is said. */
class SharedReadsTest {
    private final Walking walking = new Walking(4);
    private final SharedReads reads = walking.reads;
    private final List<String> woken = new ArrayList<>();

    @Test
    void whatTheTailHasIsAtHand() {
        walking.append(6);

        assertThat(reads.peek(CUSTOMER, 3)).isEqualTo(new LogSlice(3, List.of(entry(3), entry(4), entry(5)), 6));
    }

    private LogEntry entry(long offset) {
        return requireNonNull(walking.log.tail().get(offset));
    }

    @Test
    void aStretchOfTheTailWithoutAnEventOfTheCustomerIsAStretchAllTheSame() {
        walking.appendForeign(3);

        assertThat(reads.peek(CUSTOMER, 0)).isEqualTo(new LogSlice(0, List.of(), 3));
    }

    @Test
    void oneLookExaminesNoMoreThanItsShareOfTheTail() {
        Walking longTail = new Walking(2 * ENTRIES_PER_LOOK);
        longTail.appendForeign(ENTRIES_PER_LOOK + 10);

        assertThat(longTail.reads.peek(CUSTOMER, 5)).isEqualTo(new LogSlice(5, List.of(), 5 + ENTRIES_PER_LOOK));
    }

    @Test
    void oneLookAtTheTailTakesNoMoreThanAStepDelivers() {
        Walking longTail = new Walking(2 * ENTRIES_PER_SLICE);
        longTail.append(ENTRIES_PER_SLICE + 10);

        LogSlice slice = requireNonNull(longTail.reads.peek(CUSTOMER, 5));

        assertThat(slice.entries()).hasSize(ENTRIES_PER_SLICE);
        assertThat(slice.endOffset()).isEqualTo(5 + ENTRIES_PER_SLICE);
    }

    @Test
    void beyondTheHeadThereIsNothing() {
        walking.append(6);

        assertThat(reads.peek(CUSTOMER, 6)).isNull();
    }

    @Test
    void whatWasReadIsAtHandAfterwards() {
        walking.append(6);
        assertThat(reads.peek(CUSTOMER, 0)).isNull();

        reads.read(CUSTOMER, 0, () -> {});
        walking.readers.run();

        assertThat(reads.peek(CUSTOMER, 0))
                .isNotNull()
                .satisfies(slice -> assertThat(slice.entries())
                        .extracting(LogEntry::offset)
                        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void manyReadersOfOneCustomerCostOneRead() {
        walking.append(6);

        reads.read(CUSTOMER, 0, () -> woken.add("first"));
        reads.read(CUSTOMER, 0, () -> woken.add("second"));
        reads.read(CUSTOMER, 1, () -> woken.add("third"));
        assertThat(woken).isEmpty();
        walking.readers.run();

        assertThat(woken).containsExactly("first", "second", "third");
        assertThat(walking.log.reads()).isOne();
        assertThat(walking.readers.waiting()).isZero();
    }

    @Test
    void readersOfTwoCustomersDoNotWaitForEachOther() {
        walking.append(6);

        reads.read(CUSTOMER, 0, () -> {});
        reads.read(OTHER_CUSTOMER, 0, () -> {});

        assertThat(walking.readers.waiting()).isEqualTo(2);
    }

    @Test
    void whatSomebodyHasReadMeanwhileIsNotReadAgain() {
        walking.append(6);
        reads.read(CUSTOMER, 0, () -> {});
        walking.readers.run();

        reads.read(CUSTOMER, 2, () -> woken.add("late"));
        walking.readers.run();

        assertThat(woken).containsExactly("late");
        assertThat(walking.log.reads()).isOne();
    }

    @Test
    void oneWhoseLoopHasEndedDoesNotKeepTheOthersFromBeingWoken() {
        walking.append(6);
        reads.read(CUSTOMER, 0, SharedReadsTest::refuse);
        reads.read(CUSTOMER, 0, () -> woken.add("second"));

        walking.readers.run();

        assertThat(woken).containsExactly("second");
    }

    private static void refuse() {
        throw new RejectedExecutionException("the event loop has ended");
    }
}
