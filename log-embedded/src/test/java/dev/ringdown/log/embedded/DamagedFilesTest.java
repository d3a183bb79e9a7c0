package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.large;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.log.Epoch;
import dev.ringdown.log.LogMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a log that something has damaged while nobody had it open. */
class DamagedFilesTest {
    private static final Machine MACHINE = new Machine(new UUID(0, 1));

    @TempDir
    private Path temp = Path.of("");

    private EmbeddedStore open(long nowSeconds) throws IOException {
        EmbeddedOptions options = LogFolder.witnessed(
                LogFolder.options(folder()), new WitnessPlace.File(temp.resolve("witness")), SyncPolicy.INTERVAL);
        return EmbeddedStore.open(
                options, nowSeconds, LogMeters.NONE, new Surroundings(() -> 1, MACHINE, Witnesses::of));
    }

    private Path folder() {
        return temp.resolve("log");
    }

    private void writeSome(int entries) throws IOException {
        try (EmbeddedStore store = open(EPOCH)) {
            for (int offset = 0; offset < entries; offset++) {
                store.write(List.of(entry(ALICE, offset, offset + 1)));
            }
        }
    }

    private Path newest() throws IOException {
        List<Path> files = WriteAheadFiles.in(folder());
        return files.get(files.size() - 1);
    }

    /** Overwrites some bytes of the newest write-ahead file. */
    private void damage(double at, byte[] with) throws IOException {
        Path file = newest();
        byte[] bytes = Files.readAllBytes(file);
        int position = (int) (bytes.length * at);
        System.arraycopy(with, 0, bytes, position, Math.min(with.length, bytes.length - position));
        Files.write(file, bytes);
    }

    private static byte[] random(long seed) {
        byte[] bytes = new byte[64];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.25, 0.5, 0.75, 0.9})
    void randomBytesInTheNewestFileAreRefusedWithWhatIsLostAndTheRemedy(double at) throws IOException {
        writeSome(500);
        damage(at, random(1));

        assertThatThrownBy(() -> open(EPOCH + 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot open the log in " + folder() + ": its file " + newest().getFileName()
                        + " is damaged at byte ")
                .hasMessageContaining("lost is at most what stands from there on")
                .hasMessageContaining("restore a backup")
                .hasMessageContaining("the command log " + folder() + " cut");
    }

    /** RocksDB passes over the rest of a block that goes on with zeros, and tells nobody. */
    @ParameterizedTest
    @ValueSource(ints = {7, 64, 4096, 40_000})
    void zerosAreRefusedLikewise(int count) throws IOException {
        writeSome(1_000);
        damage(0.4, new byte[count]);

        assertThatThrownBy(() -> open(EPOCH + 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(newest().getFileName() + " is damaged at byte ");
    }

    @Test
    void noByteThatChangesLosesAnEventInSilence() throws IOException {
        writeSome(40);
        Path file = newest();
        byte[] good = Files.readAllBytes(file);
        List<Integer> unnoticed = new ArrayList<>();

        for (int at = 0; at < good.length; at += 11) {
            byte[] bad = good.clone();
            bad[at] ^= 0x40;
            Files.write(file, bad);
            if (!isNoticed()) {
                unnoticed.add(at);
            }
        }

        assertThat(unnoticed).isEmpty();
    }

    /** The file is refused, or no event is lost, or a new epoch begins because the witness knows of more. */
    private boolean isNoticed() throws IOException {
        FolderState state = FolderState.of(folder());
        byte[] witness = Files.readAllBytes(temp.resolve("witness"));
        try (EmbeddedStore store = open(EPOCH + 100)) {
            return store.epochs().size() > 1
                    || store.read(ALICE, -1, 100).entries().size() == 40;
        } catch (IOException e) {
            return true;
        } finally {
            state.putBackInPlace();
            Files.write(temp.resolve("witness"), witness);
        }
    }

    @Test
    void aCutKeepsWhatStandsBeforeAndBeginsANewEpoch() throws IOException {
        writeSome(500);
        damage(0.5, random(2));

        assertThat(LogRepair.cut(folder())).contains("it ends there now").contains(".damaged");

        try (EmbeddedStore store = open(EPOCH + 100)) {
            long head = store.headOffset();
            assertThat(head).isBetween(1L, 498L);
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0), new Epoch(EPOCH + 100, head + 1));
            assertThat(store.read(ALICE, -1, 1_000).entries()).hasSize((int) head + 1);
        }
        assertThat(LogRepair.cut(folder())).isNull();
    }

    @Test
    void nothingIsCutOfAGoodLog() throws IOException {
        writeSome(10);
        byte[] before = Files.readAllBytes(newest());

        assertThat(LogRepair.cut(folder())).isNull();
        assertThat(Files.readAllBytes(newest())).isEqualTo(before);
    }

    @Test
    void goodFilesAreNeverTakenForDamaged() throws IOException {
        Random random = new Random(7);
        long offset = 0;
        for (int run = 0; run < 12; run++) {
            try (EmbeddedStore store = open(EPOCH)) {
                for (int i = 0; i < 20; i++) {
                    store.write(List.of(large(ALICE, offset++, "c" + i, random.nextInt(100_000))));
                    store.write(List.of(entry(ALICE, offset, offset + 1), entry(ALICE, offset + 1, offset + 2)));
                    offset += 2;
                    assertThat(WriteAheadFiles.find(folder())).isNull();
                }
            }
            assertThat(WriteAheadFiles.find(folder())).isNull();
        }
    }

    @Test
    void aFileThatEndsInTheMiddleOfARecordIsNotDamaged() throws IOException {
        writeSome(500);
        byte[] bytes = Files.readAllBytes(newest());

        for (int missing = 1; missing < 400; missing += 7) {
            Files.write(newest(), Arrays.copyOf(bytes, bytes.length - missing));
            assertThat(WriteAheadFiles.find(folder())).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "MANIFEST-", "MANIFEST-000001", "MANIFEST-999999\n", "nonsense\n"})
    void aCurrentThatNamesNoManifestIsRefusedWithTheRemedy(String content) throws IOException {
        writeSome(10);
        String good = Files.readString(folder().resolve("CURRENT")).strip();
        Files.writeString(folder().resolve("CURRENT"), content);

        assertThatThrownBy(() -> open(EPOCH + 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its file CURRENT is ")
                .hasMessageContaining("which is all that is lost")
                .hasMessageContaining("echo " + good + " > " + folder().resolve("CURRENT"));

        Files.writeString(folder().resolve("CURRENT"), good + "\n"); // as an echo does it
        try (EmbeddedStore store = open(EPOCH + 100)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0));
            assertThat(store.headOffset()).isEqualTo(9);
        }
    }

    @Test
    void aFolderWithoutCurrentIsNotTakenForANewLog() throws IOException {
        writeSome(10);
        Files.delete(folder().resolve("CURRENT"));

        assertThatThrownBy(() -> open(EPOCH + 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its file CURRENT is missing")
                .hasMessageContaining("write it again: echo MANIFEST-");
        assertThat(WriteAheadFiles.in(folder())).isNotEmpty();
    }

    @Test
    void aFolderWithoutAManifestHasOnlyABackup() throws IOException {
        writeSome(10);
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("MANIFEST-"))
                    .toList()) {
                Files.delete(file);
            }
        }

        assertThatThrownBy(() -> open(EPOCH + 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no manifest either: restore a backup");
    }

    @Test
    void verifyingNamesTheDamagedFile() throws IOException {
        writeSome(10);
        try (LogInspector inspector = LogInspector.open(folder())) {
            damage(0.5, random(3));
            assertThat(inspector.verify()).first().asString().contains(newest().getFileName() + " is damaged at byte ");
        }
    }
}
