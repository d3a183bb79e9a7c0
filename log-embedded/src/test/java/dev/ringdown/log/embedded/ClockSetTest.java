package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries keep their age when the clock of the machine is set, in this process and the next; here they are kept for a day. */
class ClockSetTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** At noon of a day, by a clock that was right so far. */
    private static final long NOON = Duration.ofDays(20_000).toMillis() + 12 * HOUR;

    @TempDir
    private Path folder = Path.of("");

    private EmbeddedStore open() throws IOException {
        return EmbeddedStore.open(LogFolder.options(folder, 1 << 30, Duration.ofDays(1), 10), EPOCH);
    }

    private static List<Long> retained(EmbeddedStore store) {
        return offsets(store.read(ALICE, -1, 10));
    }

    private static void writeTwo(EmbeddedStore store, long by) throws IOException {
        store.write(List.of(entry(ALICE, 0, 1, "call_created", "a", NOON)));
        store.clockSet(by);
        store.write(List.of(entry(ALICE, 1, 2, "call_created", "b", NOON + by + HOUR)));
        store.write(List.of(entry(ALICE, 2, 3, "call_created", "c", NOON + by + 2 * HOUR)));
    }

    @ParameterizedTest
    @ValueSource(longs = {48, -48, 480_000, -480_000})
    void inThisProcess(long hours) throws IOException {
        long by = hours * HOUR;
        try (EmbeddedStore store = open()) {
            writeTwo(store, by);

            store.maintain(NOON + by + 24 * HOUR);
            assertThat(retained(store)).containsExactly(0L, 1L, 2L);
            store.maintain(NOON + by + 25 * HOUR + 1);
            assertThat(retained(store)).containsExactly(1L, 2L);
            store.maintain(NOON + by + 26 * HOUR + 1);
            assertThat(retained(store)).containsExactly(2L);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {48, -48, 480_000, -480_000})
    void inTheNextProcess(long hours) throws IOException {
        long by = hours * HOUR;
        try (EmbeddedStore store = open()) {
            writeTwo(store, by);
            store.maintain(NOON + by + 2 * HOUR);
        }

        try (EmbeddedStore store = open()) {
            store.maintain(NOON + by + 24 * HOUR);
            assertThat(retained(store)).containsExactly(0L, 1L, 2L);
            store.maintain(NOON + by + 25 * HOUR + 1);
            assertThat(retained(store)).containsExactly(1L, 2L);
        }
    }

    @Test
    void aMomentOfAWrongTimeChangesNothing() throws IOException {
        try (EmbeddedStore store = open()) {
            writeTwo(store, 480_000 * HOUR);
            store.maintain(NOON + 480_002 * HOUR);
            store.clockSet(-480_000 * HOUR);

            store.maintain(NOON + 24 * HOUR);
            assertThat(retained(store)).containsExactly(0L, 1L, 2L);
            store.maintain(NOON + 25 * HOUR + 1);
            assertThat(retained(store)).containsExactly(1L, 2L);
        }
    }

    /** Such entries would be kept until that time has come, and be counted as young for so long. */
    @Test
    void whatAnEarlierProcessWroteByAClockThatWasAheadBeginsToAge() throws IOException {
        try (EmbeddedStore store = open()) {
            store.write(List.of(entry(ALICE, 0, 1, "call_created", "a", NOON + 100 * HOUR)));
            store.write(List.of(entry(ALICE, 1, 2, "call_created", "b", NOON + 101 * HOUR)));
        }

        try (EmbeddedStore store = open()) {
            store.maintain(NOON);
            store.write(List.of(entry(ALICE, 2, 3, "call_created", "c", NOON + HOUR)));
            store.maintain(NOON + 24 * HOUR);
            assertThat(retained(store)).containsExactly(0L, 1L, 2L);
            store.maintain(NOON + 25 * HOUR + 1);
            assertThat(retained(store)).containsExactly(2L);
        }
    }
}
