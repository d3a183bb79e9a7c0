package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.BOB;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot has, whenever it was saved. */
class LatestEventsTest {
    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path other = Path.of("");

    private int next;

    private LogEntry event(UUID customer, String type, String call) {
        LogEntry entry = entry(customer, next, next + 1, type, call, 1_000 + next);
        next++;
        return entry;
    }

    @Test
    void theLatestOfEachLiveResourceIsFoundBeforeAndAfterItIsSaved() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(event(ALICE, "call_created", "a"), event(ALICE, "call_created", "b")));
            store.write(List.of(event(BOB, "call_created", "c"), event(ALICE, "call_updated", "a")));
            assertThat(live(store, ALICE)).containsExactly(1L, 3L);

            store.maintain(60_000);
            assertThat(live(store, ALICE)).containsExactly(1L, 3L);

            store.write(List.of(event(ALICE, "call_hangup", "b"), event(ALICE, "call_updated", "d")));
            assertThat(live(store, ALICE)).containsExactly(3L, 5L);
            assertThat(live(store, BOB)).containsExactly(2L);
        }
    }

    @Test
    void aMomentNeitherEntersNorEndsNorReplacesAnything() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(event(ALICE, "call_created", "a")));
            store.write(List.of(moment(ALICE, "call_noted", "a"), moment(ALICE, "call_deleted", "a")));
            store.write(List.of(moment(ALICE, "call_noted", "b")));

            assertThat(live(store, ALICE)).containsExactly(0L);
            store.maintain(60_000);
            assertThat(live(store, ALICE)).containsExactly(0L);
        }
        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(live(store, ALICE)).containsExactly(0L);
        }
    }

    private LogEntry moment(UUID customer, String type, String call) {
        LogEntry state = event(customer, type, call);
        return new LogEntry(
                new Placed(state.sequence(), state.offset()),
                new LogEntry.About(customer, state.name(), type, state.topics(), true),
                state.json(),
                state.sequenceAt(),
                state.appendedAtMillis(),
                0);
    }

    @Test
    void aRestartForgetsNothing() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(event(ALICE, "call_created", "a"), event(ALICE, "call_created", "b")));
            store.maintain(60_000);
            store.write(List.of(event(ALICE, "call_hangup", "a"), event(ALICE, "call_updated", "c")));
        }
        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(live(store, ALICE)).containsExactly(1L, 3L);
        }
    }

    /** What a process has written is in its files when it is killed, but nothing is closed. */
    @Test
    void aKilledProcessForgetsNothing() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(event(ALICE, "call_created", "a"), event(ALICE, "call_created", "b")));
            store.maintain(60_000);
            store.write(List.of(event(ALICE, "call_hangup", "a"), event(ALICE, "call_updated", "c")));
            store.write(List.of(event(BOB, "call_updated", "x")));
            FolderState.of(folder).putInto(other); // as a kill leaves it
        }
        try (EmbeddedStore store = LogFolder.open(other)) {
            assertThat(live(store, ALICE)).containsExactly(1L, 3L);
            assertThat(live(store, BOB)).containsExactly(4L);
        }
    }

    @Test
    void theyOutliveTheEntriesAlsoWhenTheProcessIsKilled() throws IOException {
        EmbeddedOptions tiny = LogFolder.options(folder, 3_200, Duration.ofDays(1), 100);
        try (EmbeddedStore store = EmbeddedStore.open(tiny, LogFolder.EPOCH)) {
            store.write(List.of(event(ALICE, "call_created", "a")));
            for (int i = 0; i < 100; i++) {
                store.write(List.of(event(BOB, "call_updated", "x")));
            }
            store.maintain(2_000);
            assertThat(store.firstOffset(BOB)).isPositive();
            FolderState.of(folder).putInto(other); // as a kill leaves it
        }
        try (EmbeddedStore store = LogFolder.open(other)) {
            assertThat(live(store, ALICE)).containsExactly(0L);
            assertThat(live(store, BOB)).containsExactly(100L);
        }
    }

    @Test
    void moreThanMayBeUnsavedAreSaved() throws IOException {
        int resources = UnsavedLatest.MAX_RESOURCES + 10;
        EmbeddedOptions roomy = LogFolder.options(folder, 1 << 30, Duration.ofDays(1), resources);
        try (EmbeddedStore store = EmbeddedStore.open(roomy, LogFolder.EPOCH)) {
            for (int i = 0; i < resources; i++) {
                store.write(List.of(event(ALICE, "call_updated", "c" + i)));
            }
            assertThat(live(store, ALICE)).hasSize(resources).isSorted();
        }
    }

    private static List<Long> live(EmbeddedStore store, UUID customer) {
        return offsets(store.liveResources(customer));
    }
}
