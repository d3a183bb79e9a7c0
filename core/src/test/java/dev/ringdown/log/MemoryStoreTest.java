package dev.ringdown.log;

import static dev.ringdown.log.LogTesting.entry;
import static dev.ringdown.log.LogTesting.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
    /** Sorts before {@link #BOB} as {@link UUID#compareTo} does it, which is signed. */
    private static final UUID ALICE = UUID.fromString("ffffffff-0000-4000-8000-000000000001");

    private static final UUID BOB = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final UUID NOBODY = UUID.fromString("80000000-0000-4000-8000-000000000003");

    private final MemoryStore store = LogTesting.memoryStore(1 << 20, Duration.ofSeconds(10));

    @Test
    void aNewStoreIsEmpty() {
        assertThat(store.epochs()).containsExactly(new Epoch(7, 0));
        assertThat(store.headOffset()).isEqualTo(-1);
        assertThat(store.firstOffset()).isZero();
        assertThat(store.read(ALICE, -1, 10).entries()).isEmpty();
    }

    @Test
    void entriesOfOneCustomerAreReadInOrderAndWithoutThoseOfOthers() {
        store.write(List.of(entry(ALICE, 0, 10, 0), entry(BOB, 1, 10, 0)));
        store.write(List.of(entry(ALICE, 2, 10, 0), entry(BOB, 3, 10, 0), entry(ALICE, 4, 10, 0)));

        assertThat(offsets(store.read(ALICE, -1, 10).entries())).containsExactly(0L, 2L, 4L);
        assertThat(offsets(store.read(BOB, -1, 10).entries())).containsExactly(1L, 3L);
        assertThat(store.read(NOBODY, -1, 10).entries()).isEmpty();
        assertThat(store.headOffset()).isEqualTo(4);
    }

    @Test
    void aReadBeginsBehindTheOffsetWhoseverItIs() {
        store.write(List.of(entry(ALICE, 0, 10, 0), entry(BOB, 1, 10, 0), entry(ALICE, 2, 10, 0)));

        assertThat(offsets(store.read(ALICE, 0, 10).entries())).containsExactly(2L);
        assertThat(offsets(store.read(ALICE, 1, 10).entries())).containsExactly(2L);
        assertThat(store.read(ALICE, 2, 10).entries()).isEmpty();
        assertThat(store.read(ALICE, 1_000_000, 10).entries()).isEmpty();
    }

    @Test
    void aReadEndsAtTheNumberOfEntriesAskedFor() {
        store.write(List.of(entry(ALICE, 0, 10, 0), entry(ALICE, 1, 10, 0), entry(ALICE, 2, 10, 0)));

        assertThat(offsets(store.read(ALICE, -1, 1).entries())).containsExactly(0L);
        assertThat(offsets(store.read(ALICE, 0, 1).entries())).containsExactly(1L);
        assertThat(offsets(store.read(ALICE, -1, 2).entries())).containsExactly(0L, 1L);
        assertThat(offsets(store.read(ALICE, -1, 3).entries())).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aReadOfLargeEntriesEndsEarlierAndGoesOnWhereItEnded() {
        MemoryStore large = LogTesting.memoryStore(1 << 24, Duration.ofSeconds(10));
        large.write(List.of(entry(ALICE, 0, 600_000, 0), entry(ALICE, 1, 600_000, 0), entry(ALICE, 2, 600_000, 0)));

        LogSlice first = large.read(ALICE, -1, 10);
        LogSlice rest = large.read(ALICE, first.endOffset() - 1, 10);

        assertThat(offsets(first.entries())).containsExactly(0L, 1L);
        assertThat(offsets(rest.entries())).containsExactly(2L);
        assertThat(rest.endOffset()).isEqualTo(3);
        assertThat(offsets(large.readBack(ALICE, 3, 10).entries())).containsExactly(1L, 2L);
    }

    @Test
    void whatIsClosedHoldsNothing() {
        store.write(List.of(entry(ALICE, 0, 10, 0)));

        store.close();

        assertThat(store.read(ALICE, -1, 10).entries()).isEmpty();
        assertThat(store.liveResources(ALICE).offsets().size()).isZero();
    }

    @Test
    void theOldestEntriesGoWhenThereAreTooManyBytes() {
        MemoryStore small = LogTesting.memoryStore(3 * (256 + 100), Duration.ofSeconds(10));

        small.write(List.of(entry(ALICE, 0, 100, 0), entry(BOB, 1, 100, 0), entry(ALICE, 2, 100, 0)));
        assertThat(small.firstOffset()).isZero();

        small.write(List.of(entry(BOB, 3, 100, 0)));
        assertThat(small.firstOffset()).isEqualTo(1);
        assertThat(offsets(small.read(ALICE, -1, 10).entries())).containsExactly(2L);
        assertThat(offsets(small.read(BOB, -1, 10).entries())).containsExactly(1L, 3L);
    }

    @Test
    void aLargeEntryDisplacesSeveralSmallOnes() {
        MemoryStore small = LogTesting.memoryStore(3 * (256 + 100), Duration.ofSeconds(10));
        small.write(List.of(entry(ALICE, 0, 100, 0), entry(ALICE, 1, 100, 0), entry(ALICE, 2, 100, 0)));

        small.write(List.of(entry(ALICE, 3, 300, 0)));

        assertThat(offsets(small.read(ALICE, -1, 10).entries())).containsExactly(2L, 3L);
    }

    @Test
    void theNewestEntryIsKeptHoweverLargeItIs() {
        MemoryStore tiny = LogTesting.memoryStore(1, Duration.ofSeconds(10));

        tiny.write(List.of(entry(ALICE, 0, 100, 0), entry(ALICE, 1, 100, 0)));

        assertThat(offsets(tiny.read(ALICE, -1, 10).entries())).containsExactly(1L);
        assertThat(tiny.firstOffset()).isEqualTo(1);
        assertThat(tiny.headOffset()).isEqualTo(1);
    }

    @Test
    void entriesGoWhenTheyAreOlderThanTheirAge() {
        store.write(List.of(entry(ALICE, 0, 10, 1_000), entry(ALICE, 1, 10, 1_001), entry(ALICE, 2, 10, 5_000)));

        store.maintain(11_000);
        assertThat(offsets(store.read(ALICE, -1, 10).entries())).containsExactly(0L, 1L, 2L);
        assertThat(store.firstOffset()).isZero();

        store.maintain(11_001);
        assertThat(offsets(store.read(ALICE, -1, 10).entries())).containsExactly(1L, 2L);
        assertThat(store.firstOffset()).isEqualTo(1);
    }

    @Test
    void theHeadIsRememberedWhenEverythingHasGone() {
        store.write(List.of(entry(ALICE, 0, 10, 0), entry(BOB, 1, 10, 0)));

        store.maintain(60_000);

        assertThat(store.read(ALICE, -1, 10).entries()).isEmpty();
        assertThat(store.headOffset()).isEqualTo(1);
        assertThat(store.firstOffset()).isEqualTo(2);
    }

    @Test
    void bytesThatHaveGoneMakeRoom() {
        MemoryStore small = LogTesting.memoryStore(2 * (256 + 100), Duration.ofSeconds(10));
        small.write(List.of(entry(ALICE, 0, 100, 0), entry(ALICE, 1, 100, 0)));
        small.maintain(60_000);

        small.write(List.of(entry(ALICE, 2, 100, 60_000), entry(ALICE, 3, 100, 60_000)));

        assertThat(offsets(small.read(ALICE, -1, 10).entries())).containsExactly(2L, 3L);
    }

    @Test
    void whatIsKeptIsToldAfterEachChange() {
        store.write(List.of(entry(ALICE, 0, 100, 1_000), entry(ALICE, 1, 100, 2_000)));
        assertThat(store.retainedBytes()).isEqualTo(2 * (256 + 100));
        assertThat(store.oldestMillis()).isEqualTo(1_000);

        store.maintain(11_500);
        assertThat(store.retainedBytes()).isEqualTo(256 + 100);
        assertThat(store.oldestMillis()).isEqualTo(2_000);

        store.maintain(60_000);
        assertThat(store.retainedBytes()).isZero();
        assertThat(store.oldestMillis()).isZero();
    }
}
