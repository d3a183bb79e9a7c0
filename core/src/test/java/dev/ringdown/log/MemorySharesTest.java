package dev.ringdown.log;

import static dev.ringdown.log.LogTesting.entry;
import static dev.ringdown.log.LogTesting.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.Limit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who forgets what when a store in memory is full. Each entry weighs 356. */
class MemorySharesTest {
    private static final UUID ALICE = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);
    private static final int WEIGHT = 256 + 100;

    private final RecordedMeters meters = new RecordedMeters();
    private final MemoryStore store = LogTesting.memoryStore(4 * WEIGHT, 2 * WEIGHT, meters);

    @Test
    void whatIsHeldIsShown() {
        store.write(List.of(one(BOB, 0), one(ALICE, 1), one(ALICE, 2), one(ALICE, 3), one(ALICE, 4)));

        assertThat(meters.shown("ringdown.log.head")).isEqualTo(4);
        assertThat(meters.shown("ringdown.log.first")).isZero();
        assertThat(meters.shown("ringdown.log.epoch")).isEqualTo(7);
        assertThat(meters.shown("ringdown.log.bytes")).isEqualTo(4 * WEIGHT);
        assertThat(meters.shown("ringdown.log.live.resources")).isEqualTo(2);
        assertThat(meters.shown("ringdown.log.oldest.timestamp.seconds")).isEqualTo(7);
        assertThat(meters.shown("ringdown.log.fault")).isZero();
    }

    @Test
    void whoHasMoreThanAShareLosesItsOwnOldestFirst() {
        store.write(List.of(one(BOB, 0), one(ALICE, 1), one(ALICE, 2), one(ALICE, 3)));
        assertThat(meters.reached()).isEmpty();

        store.write(List.of(one(ALICE, 4)));

        assertThat(offsets(store.read(BOB, -1, 10).entries())).containsExactly(0L);
        assertThat(offsets(store.read(ALICE, -1, 10).entries())).containsExactly(2L, 3L, 4L);
        assertThat(store.firstOffset()).isZero();
        assertThat(store.firstOffset(BOB)).isZero();
        assertThat(store.firstOffset(ALICE)).isEqualTo(2);
        assertThat(meters.reached()).containsExactly(Limit.RETENTION_SHARE);
    }

    @Test
    void whoHasAShareLosesNothingToOthersWithAsMuch() {
        store.write(List.of(one(BOB, 0), one(BOB, 1), one(ALICE, 2), one(ALICE, 3)));

        store.write(List.of(one(new UUID(0, 3), 4)));

        assertThat(offsets(store.read(BOB, -1, 10).entries())).containsExactly(1L);
        assertThat(offsets(store.read(ALICE, -1, 10).entries())).containsExactly(2L, 3L);
        assertThat(store.firstOffset(ALICE)).isEqualTo(1);
        assertThat(meters.reached()).isEmpty();
    }

    @Test
    void whoIsAloneHasEverythingAndReachesNoLimit() {
        store.write(List.of(one(ALICE, 0), one(ALICE, 1), one(ALICE, 2), one(ALICE, 3), one(ALICE, 4)));

        assertThat(offsets(store.read(ALICE, -1, 10).entries())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(store.firstOffset()).isEqualTo(1);
        assertThat(meters.reached()).isEmpty();
    }

    @Test
    void whatWasLostIsForgottenOnceEverybodysOldestIsYounger() {
        store.write(List.of(one(BOB, 0), one(ALICE, 1), one(ALICE, 2), one(ALICE, 3), one(ALICE, 4)));
        assertThat(store.firstOffset(ALICE)).isEqualTo(2);

        store.maintain(17_001);

        assertThat(store.firstOffset(ALICE)).isEqualTo(5);
        assertThat(store.firstOffset()).isEqualTo(5);
        assertThat(store.read(ALICE, -1, 10).entries()).isEmpty();
    }

    private static LogEntry one(UUID customer, long offset) {
        return entry(customer, offset, 100, 7_000);
    }
}
