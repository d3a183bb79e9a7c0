package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.BOB;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LiveResources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot stays what it was, however slowly it is read. */
class SnapshotMomentTest {
    @TempDir
    private Path folder = Path.of("");

    private int next = 4;

    @Test
    void whatHappensAfterwardsDoesNotChangeIt() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(
                    entry(ALICE, 0, 1, "call_created", "one", 0), entry(ALICE, 1, 2, "call_created", "two", 0)));
            LiveResources live = store.liveResources(ALICE);

            store.write(
                    List.of(entry(ALICE, 2, 3, "call_hangup", "one", 0), entry(ALICE, 3, 4, "call_updated", "two", 0)));

            assertThat(offsets(live)).containsExactly(0L, 1L);
            store.maintain(60_000);
            assertThat(offsets(live)).containsExactly(0L, 1L);
            assertThat(offsets(store.liveResources(ALICE))).containsExactly(3L);
        }
    }

    @Test
    void whatRetentionHasTakenIsKeptForItsReaders() throws IOException {
        EmbeddedOptions tiny = LogFolder.options(folder, 3_200, Duration.ofDays(1), 100);
        try (EmbeddedStore store = EmbeddedStore.open(tiny, EPOCH)) {
            store.write(List.of(
                    entry(ALICE, 0, 1, "call_created", "one", 0),
                    entry(ALICE, 1, 2, "call_created", "two", 0),
                    entry(ALICE, 2, 3, "call_created", "six", 0),
                    entry(ALICE, 3, 4, "call_created", "ten", 0)));
            somethingElseHappens(store);
            assertThat(store.firstOffset()).isGreaterThan(3);
            LiveResources live = store.liveResources(ALICE);

            store.write(List.of(
                    entry(ALICE, next++, 5, "call_updated", "one", 0),
                    entry(ALICE, next++, 6, "call_hangup", "two", 0)));
            somethingElseHappens(store);

            assertThat(offsets(live)).containsExactly(0L, 1L, 2L, 3L);
            assertThat(offsets(store.liveResources(ALICE))).containsExactly(2L, 3L, 104L);
        }
    }

    @Test
    void whatIsReadFromTheLogMayBeGoneWhenRetentionIsFaster() throws IOException {
        EmbeddedOptions tiny = LogFolder.options(folder, 3_200, Duration.ofDays(1), 100);
        try (EmbeddedStore store = EmbeddedStore.open(tiny, EPOCH)) {
            store.write(List.of(entry(BOB, 0, 1, "call_created", "x", 0)));
            store.write(List.of(entry(BOB, 1, 2, "call_created", "y", 0)));
            store.write(List.of(entry(BOB, 2, 3, "call_updated", "x", 0)));
            store.write(List.of(entry(ALICE, 3, 1, "call_created", "one", 0)));
            LiveResources live = store.liveResources(ALICE);

            store.write(List.of(entry(ALICE, next++, 2, "call_updated", "one", 0)));
            somethingElseHappens(store);

            assertThat(live.offsets().get(0)).isEqualTo(3);
            assertThat(live.entry(0)).isNull();
        }
    }

    /** Enough for retention to take everything that was there before; nobody has more than a share of it. */
    private void somethingElseHappens(EmbeddedStore store) throws IOException {
        for (int i = 0; i < 100; i++) {
            store.write(List.of(entry(new UUID(9, next), next, 1, "call_updated", "x", 0)));
            next++;
        }
        store.maintain(2_000);
    }
}
