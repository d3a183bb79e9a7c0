package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.BOB;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the live resources of one customer may take together. */
class LiveBytesTest {
    private static final int WEIGHT =
            entry(ALICE, 0, 1, "call_created", "one", 0).weight();

    @TempDir
    private Path folder = Path.of("");

    private EmbeddedStore open(long bytes) throws IOException {
        LiveResourceIndex.Bounds bounds = new LiveResourceIndex.Bounds(100, bytes);
        return EmbeddedStore.open(LogFolder.options(folder, 1 << 30, Duration.ofHours(1), bounds), EPOCH);
    }

    private static LogEntry created(long offset, String call) {
        return entry(ALICE, offset, offset + 1, "call_created", call, 0);
    }

    @Test
    void asManyAsFitAreKept() throws IOException {
        try (EmbeddedStore store = open(3L * WEIGHT)) {
            store.write(List.of(created(0, "one"), created(1, "two"), created(2, "six")));

            assertThat(offsets(store.liveResources(ALICE))).containsExactly(0L, 1L, 2L);
            assertThat(store.liveResources(ALICE).complete()).isTrue();
        }
    }

    @Test
    void theQuietestAreForgottenForALargeOne() throws IOException {
        try (EmbeddedStore store = open(3L * WEIGHT)) {
            store.write(List.of(created(0, "one"), created(1, "two"), created(2, "six")));

            store.write(List.of(LogFolder.large(ALICE, 3, "big", WEIGHT)));

            assertThat(offsets(store.liveResources(ALICE))).containsExactly(2L, 3L);
            assertThat(store.liveResources(ALICE).complete()).isFalse();
        }
    }

    @Test
    void oneThatIsTooLargeAloneIsKept() throws IOException {
        try (EmbeddedStore store = open(1)) {
            store.write(List.of(created(0, "one"), created(1, "two")));

            assertThat(offsets(store.liveResources(ALICE))).containsExactly(1L);
        }
    }

    @Test
    void whatIsOverTakesNothing() throws IOException {
        try (EmbeddedStore store = open(2L * WEIGHT)) {
            store.write(List.of(
                    created(0, "one"),
                    entry(ALICE, 1, 2, "call_hangup", "one", 0),
                    created(2, "two"),
                    created(3, "two"),
                    created(4, "six")));

            assertThat(offsets(store.liveResources(ALICE))).containsExactly(3L, 4L);
            assertThat(store.liveResources(ALICE).complete()).isTrue();
        }
    }

    @Test
    void aRestartKnowsWhatTheyTake() throws IOException {
        try (EmbeddedStore store = open(3L * WEIGHT)) {
            store.write(List.of(created(0, "one"), created(1, "two"), created(2, "six")));
        }
        try (EmbeddedStore store = open(3L * WEIGHT)) {
            assertThat(offsets(store.liveResources(ALICE))).containsExactly(0L, 1L, 2L);

            store.write(List.of(created(3, "ten")));

            assertThat(offsets(store.liveResources(ALICE))).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void aRestartWithLessRoomForgetsTheQuietest() throws IOException {
        try (EmbeddedStore store = open(3L * WEIGHT)) {
            store.write(List.of(created(0, "one"), created(1, "two"), created(2, "six")));
        }
        try (EmbeddedStore store = open(2L * WEIGHT)) {
            assertThat(offsets(store.liveResources(ALICE))).containsExactly(1L, 2L);
            assertThat(store.liveResources(ALICE).complete()).isFalse();
        }
        try (EmbeddedStore store = open(3L * WEIGHT)) {
            assertThat(offsets(store.liveResources(ALICE))).containsExactly(1L, 2L);
        }
    }

    @Test
    void thatSomeWereForgottenIsKnownAfterARestart() throws IOException {
        try (EmbeddedStore store = open(2L * WEIGHT)) {
            store.write(List.of(created(0, "one"), created(1, "two"), created(2, "six")));
            store.write(List.of(entry(BOB, 3, 1, "call_created", "one", 0)));
        }
        try (EmbeddedStore store = open(2L * WEIGHT)) {
            assertThat(store.liveResources(ALICE).complete()).isFalse();
            assertThat(store.liveResources(BOB).complete()).isTrue();
        }
    }
}
