package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

class EpochTest {
    @TempDir
    private Path temp = Path.of("");

    @Test
    void aCleanRestartGoesOnInTheSameEpoch() throws IOException {
        Path folder = temp.resolve("log");
        writeOne(folder);

        try (EmbeddedStore store = EmbeddedStore.open(LogFolder.options(folder), EPOCH + 100)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0));
        }
    }

    @Test
    void aCopyOfAFolderBeginsANewEpochAndKeepsItsEntries() throws IOException {
        Path folder = temp.resolve("log");
        writeOne(folder);
        Path copy = copy(folder, temp.resolve("copy"));

        try (EmbeddedStore store = EmbeddedStore.open(LogFolder.options(copy), EPOCH + 100)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0), new Epoch(EPOCH + 100, 1));
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L);
        }
    }

    @Test
    void aMachineThatWentDownBeginsANewEpoch() throws IOException, RocksDBException {
        Path folder = temp.resolve("log");
        writeOne(folder);
        leaveOpen(folder, "another boot", false);

        try (EmbeddedStore store = EmbeddedStore.open(LogFolder.options(folder), EPOCH + 100)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0), new Epoch(EPOCH + 100, 1));
        }
    }

    @Test
    void aMachineThatWentDownHasLostNothingThatWasSyncedAlways() throws IOException, RocksDBException {
        Path folder = temp.resolve("log");
        writeOne(folder);
        leaveOpen(folder, "another boot", true);

        try (EmbeddedStore store = EmbeddedStore.open(LogFolder.options(folder), EPOCH + 100)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0));
        }
    }

    @Test
    void anEpochIsLaterThanTheOneBeforeEvenIfTheClockWentBack() throws IOException, RocksDBException {
        Path folder = temp.resolve("log");
        writeOne(folder);
        leaveOpen(folder, "another boot", false);

        try (EmbeddedStore store = EmbeddedStore.open(LogFolder.options(folder), EPOCH - 100)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0), new Epoch(EPOCH + 1, 1));
        }
    }

    private static void writeOne(Path folder) throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 0, 1)));
        }
    }

    /** Makes the folder look as if a process on another boot of the machine had it open last. */
    private static void leaveOpen(Path folder, String machine, boolean synced) throws IOException, RocksDBException {
        try (Database database = Database.open(folder);
                WriteBatch batch = new WriteBatch();
                WriteOptions options = new WriteOptions()) {
            Catalog catalog = new Catalog(database);
            String here = Catalog.stateOf(folder, synced).folder();
            catalog.putState(batch, new Catalog.State(machine, here, synced));
            database.db().write(options, batch);
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }
}
