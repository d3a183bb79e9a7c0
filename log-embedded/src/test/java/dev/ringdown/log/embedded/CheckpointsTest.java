package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.log.Agreed;
import dev.ringdown.log.Applied;
import dev.ringdown.log.Checkpoint;
import dev.ringdown.log.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node takes the store of another one that goes on meanwhile: all of it, as it was at one moment, or nothing. */
class CheckpointsTest {
    private static final int PIECE_BYTES = 1_000;

    private static final Applied FIRST = new Applied("journal", 6, 1_000, 900, 5, 0, 99, Agreed.ON_NOTHING, 0, true);
    private static final Applied SECOND = new Applied("journal", 7, 2_000, 999, 5, 1, 98, Agreed.ON_NOTHING, 0, true);

    @TempDir
    private Path folders = Path.of("");

    private Path source = Path.of("");
    private Path target = Path.of("");

    @BeforeEach
    void choose() {
        source = folders.resolve("source");
        target = folders.resolve("target");
    }

    private static CopiedStore.Pieces piecesOf(Checkpoints checkpoints, Checkpoint checkpoint) {
        return (file, fromByte) ->
                requireNonNull(checkpoints.read(checkpoint.id(), file.name(), fromByte, PIECE_BYTES), file.name());
    }

    private List<String> checkpointsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("checkpoint-"))
                    .toList();
        }
    }

    @Test
    void theCopyHasWhatTheStoreHadAtThatMomentAndHowFarItsJournalWasApplied() throws IOException {
        try (EmbeddedStore store = LogFolder.open(source)) {
            store.write(List.of(entry(ALICE, 0, 1), entry(ALICE, 16_384, 2)), FIRST);
            Checkpoints checkpoints = store.checkpoints();

            Checkpoint checkpoint = checkpoints.begin();
            store.write(List.of(entry(ALICE, 32_768, 3)), SECOND);
            CopiedStore.fill(target, checkpoint, piecesOf(checkpoints, checkpoint));
        }

        try (EmbeddedStore copy = LogFolder.open(target)) {
            assertThat(copy.applied()).isEqualTo(FIRST);
            assertThat(offsets(copy.read(ALICE, -1, 10))).containsExactly(0L, 16_384L);
            assertThat(copy.headOffset()).isEqualTo(16_384);
            copy.write(List.of(entry(ALICE, 32_768, 3)), SECOND);
            assertThat(offsets(copy.read(ALICE, -1, 10))).containsExactly(0L, 16_384L, 32_768L);
        }
    }

    @Test
    void theStoreGoesOnAndWhatItDropsStaysForWhoeverCopies() throws IOException {
        try (EmbeddedStore store =
                EmbeddedStore.open(LogFolder.options(source, 64_000, Duration.ofHours(24), 100), EPOCH)) {
            for (int i = 0; i < 100; i++) {
                store.write(List.of(LogFolder.large(ALICE, i, "c", 1_000)));
            }
            Checkpoints checkpoints = store.checkpoints();
            Checkpoint checkpoint = checkpoints.begin();
            for (int i = 100; i < 300; i++) {
                store.write(List.of(LogFolder.large(ALICE, i, "c", 1_000)));
                store.maintain(1_000L * i);
            }
            assertThat(store.firstOffset()).isGreaterThan(99);

            CopiedStore.fill(target, checkpoint, piecesOf(checkpoints, checkpoint));
        }

        try (EmbeddedStore copy =
                EmbeddedStore.open(LogFolder.options(target, 64_000, Duration.ofHours(24), 100), EPOCH)) {
            assertThat(copy.headOffset()).isEqualTo(99);
            assertThat(offsets(copy.readBack(ALICE, 100, 3))).containsExactly(97L, 98L, 99L);
        }
    }

    @Test
    void whoStopsInTheMiddleBeginsAnew() throws IOException {
        try (EmbeddedStore store = LogFolder.open(source)) {
            store.write(List.of(entry(ALICE, 0, 1)), FIRST);
            Checkpoints checkpoints = store.checkpoints();
            Checkpoint checkpoint = checkpoints.begin();
            CopiedStore.Pieces pieces = piecesOf(checkpoints, checkpoint);

            assertThatThrownBy(() -> CopiedStore.fill(target, checkpoint, (file, fromByte) -> {
                        if (file.name().equals("CURRENT")) {
                            throw new IOException("the peer is gone");
                        }
                        return pieces.read(file, fromByte);
                    }))
                    .hasMessage("the peer is gone");
            assertThatThrownBy(() -> LogFolder.open(target))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "is only a part of another node's log (start a node with journal.peers there");
            assertThat(CopiedStore.mayFill(target)).isTrue();

            CopiedStore.fill(target, checkpoint, pieces);
        }

        try (EmbeddedStore copy = LogFolder.open(target)) {
            assertThat(offsets(copy.read(ALICE, -1, 10))).containsExactly(0L);
        }
    }

    @Test
    void halfACopyCanBeGivenUp() throws IOException {
        Checkpoint checkpoint = new Checkpoint("1", List.of(new Checkpoint.File("000001.sst", 10)));
        assertThatThrownBy(() -> CopiedStore.fill(target, checkpoint, (file, fromByte) -> new byte[0]))
                .hasMessage("a piece of 000001.sst from byte 0 on has 0 bytes (expected: 1 to 10)");

        CopiedStore.giveUp(target);

        try (EmbeddedStore empty = LogFolder.open(target)) {
            assertThat(empty.headOffset()).isEqualTo(-1);
        }
    }

    @Test
    void moreThanWasSaidIsNotTaken() {
        Checkpoint checkpoint = new Checkpoint("1", List.of(new Checkpoint.File("000001.sst", 10)));

        assertThatThrownBy(() -> CopiedStore.fill(target, checkpoint, (file, fromByte) -> new byte[11]))
                .hasMessage("a piece of 000001.sst from byte 0 on has 11 bytes (expected: 1 to 10)");
    }

    @Test
    void aFolderWithALogIsNotFilled() throws IOException {
        LogFolder.open(target).close();

        assertThat(CopiedStore.mayFill(target)).isFalse();
        assertThatThrownBy(
                        () -> CopiedStore.fill(target, new Checkpoint("1", List.of()), (file, fromByte) -> new byte[0]))
                .hasMessage("there is a log in " + target);
        CopiedStore.giveUp(target);
        LogFolder.open(target).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../000001.sst", "/etc/passwd", "COPYING", "CURRENT/x", "IDENTITY", "000001.sst\n", ""})
    void aNameThatLeadsElsewhereIsNone(String name) throws IOException {
        Checkpoint checkpoint = new Checkpoint("1", List.of(new Checkpoint.File(name, 1)));

        assertThatThrownBy(() -> CopiedStore.fill(target, checkpoint, (file, fromByte) -> new byte[1]))
                .hasMessage("a checkpoint has no file of this name: " + name);
        assertThat(target).doesNotExist();
        try (EmbeddedStore store = LogFolder.open(source)) {
            Checkpoints checkpoints = store.checkpoints();
            assertThat(checkpoints.read(checkpoints.begin().id(), name, 0, 10)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../source", "01234567-89ab-4def-8123-456789abcdef"})
    void anIdThatWasNotGivenIsNone(String id) throws IOException {
        try (EmbeddedStore store = LogFolder.open(source)) {
            Checkpoints checkpoints = store.checkpoints();

            assertThat(checkpoints.read(id, "CURRENT", 0, 10)).isNull();
            checkpoints.end(id);
        }
        assertThat(source.resolve("CURRENT")).exists();
    }

    @Test
    void atTheEndOfAFileAndBehindItThereIsNothing() throws IOException {
        try (EmbeddedStore store = LogFolder.open(source)) {
            Checkpoints checkpoints = store.checkpoints();
            Checkpoint checkpoint = checkpoints.begin();
            long bytes = checkpoint.files().stream()
                    .filter(file -> file.name().equals("CURRENT"))
                    .findFirst()
                    .orElseThrow()
                    .bytes();

            assertThat(checkpoints.read(checkpoint.id(), "CURRENT", bytes - 1, 10))
                    .hasSize(1);
            assertThat(checkpoints.read(checkpoint.id(), "CURRENT", bytes, 10)).isEmpty();
            assertThat(checkpoints.read(checkpoint.id(), "CURRENT", Long.MAX_VALUE, 10))
                    .isEmpty();
        }
    }

    @Test
    void onceEndedItTakesNoRoomAndGivesNothing() throws IOException {
        try (EmbeddedStore store = LogFolder.open(source)) {
            Checkpoints checkpoints = store.checkpoints();
            Checkpoint checkpoint = checkpoints.begin();

            checkpoints.end(checkpoint.id());
            checkpoints.end(checkpoint.id());

            assertThat(checkpointsIn(source)).isEmpty();
            assertThat(checkpoints.read(checkpoint.id(), "CURRENT", 0, 10)).isNull();
        }
    }

    @Test
    void whatAProcessLeftBehindIsRemovedByTheNextOne() throws IOException {
        try (EmbeddedStore store = LogFolder.open(source)) {
            var unused = store.checkpoints().begin();
            assertThat(checkpointsIn(source)).hasSize(1);
        }

        LogFolder.open(source).close();

        assertThat(checkpointsIn(source)).isEmpty();
    }

    @Test
    void aStoreThatIsClosedGivesNone() throws IOException {
        EmbeddedStore store = LogFolder.open(source);
        store.close();

        assertThatThrownBy(() -> store.checkpoints().begin())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the log is closed");
    }
}
