package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.log.LogMeters;
import dev.ringdown.log.UnknownWriteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDBException;

class FaultsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFullDiskTakesNothingKeepsEverythingAndIsForgottenWhenThereIsRoom() throws IOException {
        AtomicLong free = new AtomicLong(1_000);
        Surroundings around = new Surroundings(free::get, Machine.here(), Witnesses::of);
        try (EmbeddedStore store = EmbeddedStore.open(withMinFree(500), EPOCH, LogMeters.NONE, around)) {
            store.write(List.of(entry(ALICE, 0, 1)));
            free.set(499);

            assertThatThrownBy(() -> store.write(List.of(entry(ALICE, 1, 2))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no space left for the log in " + folder + ": 499 bytes are free")
                    .hasMessageContaining("log.min-free");
            store.maintain(0);
            assertThat(store.fault()).contains("no space left");
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L);

            free.set(500);
            store.maintain(0);
            assertThat(store.fault()).isNull();
            store.write(List.of(entry(ALICE, 1, 2)));
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L, 1L);
        }
    }

    /** A write that fails on its way to the disk may be there all the same; so the log is opened again, and it is taken back. */
    @Test
    void aDiskThatFailsWhileItIsWrittenLeavesItUnknownAndIsForgottenWhenItIsBack() throws IOException {
        EmbeddedOptions oneSegment = LogFolder.options(folder, 1L << 40, Duration.ofHours(24), 100);
        Path elsewhere = folder.resolveSibling(folder.getFileName() + "-elsewhere");
        Surroundings endless = new Surroundings(() -> Long.MAX_VALUE, Machine.here(), Witnesses::of);
        try (EmbeddedStore store = EmbeddedStore.open(oneSegment, EPOCH, LogMeters.NONE, endless)) {
            store.write(List.of(entry(ALICE, 0, 1)));
            Files.move(folder, elsewhere);
            long failedAt = writeUntilItFails(store);
            assertThat(store.fault()).startsWith("cannot write to " + folder);
            assertThat(store.headOffset()).isEqualTo(failedAt - 1);

            Files.move(elsewhere, folder);
            store.maintain(0);

            assertThat(store.fault()).isNull();
            store.write(List.of(entry(ALICE, failedAt, failedAt + 1)));
            assertThat(store.headOffset()).isEqualTo(failedAt);
        }
    }

    /** Writes megabytes until the database needs another file; returns the offset that it did not take. */
    private static long writeUntilItFails(EmbeddedStore store) throws IOException {
        for (long offset = 1; offset < 1_000; offset++) {
            try {
                store.write(List.of(LogFolder.large(ALICE, offset, "c1", 1024 * 1024)));
            } catch (UnknownWriteException e) {
                assertThat(e).hasMessageStartingWith("cannot write to ");
                return offset;
            }
        }
        throw new AssertionError("every write was good (expected: one that fails, since the folder is gone)");
    }

    private EmbeddedOptions withMinFree(long minFreeBytes) {
        EmbeddedOptions usual = LogFolder.options(folder);
        return new EmbeddedOptions(
                folder,
                usual.witness(),
                usual.retentionAge(),
                usual.retentionBytes(),
                usual.shareBytes(),
                SyncPolicy.INTERVAL,
                Duration.ofMillis(10),
                minFreeBytes,
                usual.terminalTypes(),
                usual.liveBounds(),
                usual.routing());
    }

    @Test
    void aFolderThatIsInUseIsRefusedWithTheRemedy() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThatThrownBy(() -> LogFolder.open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot open the log in " + folder)
                    .hasMessageContaining(
                            "another process uses it: stop that one, or choose another folder with log.dir");
            assertThat(store.fault()).isNull();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedWithTheRemedy() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        assertThatThrownBy(() -> LogFolder.open(file.resolve("log")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot make the log's folder")
                .hasMessageContaining("choose another with log.dir");
    }

    @Test
    void aDamagedManifestIsRefusedWithTheRemedy() throws IOException {
        writeSome();
        Path manifest = only("MANIFEST-");
        Files.write(manifest, "this is no manifest, it is damaged".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> LogFolder.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a file is damaged")
                .hasMessageContaining("the command log " + folder + " verify")
                .hasMessageContaining("move the folder away to begin a new log");
    }

    @Test
    void aDamagedTableIsFoundByVerifying() throws IOException, RocksDBException {
        writeSome();
        moveToTable();
        try (LogInspector good = LogInspector.open(folder)) {
            assertThat(good.verify()).isEmpty();
        }
        Path table = largest(".sst");
        byte[] bytes = Files.readAllBytes(table);
        bytes[bytes.length / 3] ^= 0x55;
        Files.write(table, bytes);

        try (LogInspector damaged = LogInspector.open(folder)) {
            assertThatThrownBy(() -> failIfFaulty(damaged)).isInstanceOf(IOException.class);
        }
    }

    /** Puts what is in the write-ahead log into a table. */
    private void moveToTable() throws IOException, RocksDBException {
        try (Database database = Database.open(folder);
                FlushOptions options = new FlushOptions()) {
            database.db().flush(options, List.of(database.entries(), database.latest(), database.meta()));
        }
    }

    private static void failIfFaulty(LogInspector log) throws IOException {
        List<String> faults = log.verify();
        if (!faults.isEmpty()) {
            throw new IOException(String.join("\n", faults));
        }
    }

    private void writeSome() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            for (int offset = 0; offset < 500; offset++) {
                store.write(List.of(entry(ALICE, offset, offset + 1)));
            }
        }
    }

    private Path only(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path largest(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .max((a, b) -> Long.compare(size(a), size(b)))
                    .orElseThrow();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
