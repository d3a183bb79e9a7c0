package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.Epoch;
import dev.ringdown.log.LogMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Whether a log goes on in its epoch after whatever has happened to its folder, its witness and its machine. What a killed
 * process leaves is the state of the folders at that moment, put back in place after the store was closed.
 */
class HistoryTest {
    private static final long LATER = EPOCH + 100;

    @TempDir
    private Path temp = Path.of("");

    private Path folder = Path.of("");
    private Path outside = Path.of("");
    private Machine machine = new Machine(new UUID(0, 1));
    private SyncPolicy sync = SyncPolicy.INTERVAL;
    private long now = EPOCH;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = temp.resolve("log");
        outside = Files.createDirectory(temp.resolve("outside"));
    }

    private EmbeddedStore open(Path where) throws IOException {
        EmbeddedOptions options =
                LogFolder.witnessed(LogFolder.options(where), new WitnessPlace.File(outside.resolve("witness")), sync);
        return EmbeddedStore.open(options, now, LogMeters.NONE, new Surroundings(() -> 1, machine, Witnesses::of));
    }

    /** Opens the log, writes entries from an offset to another, and closes it. */
    private void write(long fromOffset, long toOffset) throws IOException {
        try (EmbeddedStore store = open(folder)) {
            write(store, fromOffset, toOffset);
        }
    }

    private static void write(EmbeddedStore store, long fromOffset, long toOffset) throws IOException {
        for (long offset = fromOffset; offset <= toOffset; offset++) {
            store.write(List.of(entry(ALICE, offset, offset + 1)));
        }
    }

    /** Writes likewise, and is killed. */
    private void writeAndBeKilled(long fromOffset, long toOffset) throws IOException {
        List<FolderState> left = new ArrayList<>();
        try (EmbeddedStore store = open(folder)) {
            write(store, fromOffset, toOffset);
            left.add(FolderState.of(folder));
            left.add(FolderState.of(outside));
        }
        for (FolderState state : left) {
            state.putBackInPlace();
        }
    }

    private void assertGoesOn() throws IOException {
        now = LATER;
        try (EmbeddedStore store = open(folder)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0));
        }
    }

    private void assertNewEpochFrom(long offset) throws IOException {
        now = LATER;
        try (EmbeddedStore store = open(folder)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0), new Epoch(LATER, offset));
            assertThat(store.headOffset()).isEqualTo(offset - 1);
        }
    }

    @Test
    void aCleanRestartGoesOn() throws IOException {
        write(0, 3);

        assertGoesOn();
    }

    @Test
    void aLogThatWasOnlyOpenedGoesOn() throws IOException {
        write(0, 3);
        now = LATER;
        open(folder).close();

        assertGoesOn();
    }

    @Test
    void aKilledProcessGoesOn() throws IOException {
        writeAndBeKilled(0, 3);

        assertGoesOn();
    }

    @Test
    void aProcessThatIsKilledBeforeItCouldTellOfAWriteGoesOn() throws IOException {
        List<FolderState> left = new ArrayList<>();
        try (EmbeddedStore store = open(folder)) {
            write(store, 0, 3);
            left.add(FolderState.of(outside));
            write(store, 4, 4);
            left.add(FolderState.of(folder));
        }
        left.get(0).putBackInPlace();
        left.get(1).putBackInPlace();

        assertGoesOn();
    }

    @Test
    void aMachineThatWentDownHasLostNothingThatWasSyncedAlways() throws IOException {
        sync = SyncPolicy.ALWAYS;
        writeAndBeKilled(0, 3);
        machine = new Machine(new UUID(0, 2));

        assertGoesOn();
    }

    @Test
    void aMachineThatWentDownBeginsANewEpochIfNotEverythingWasSynced() throws IOException {
        writeAndBeKilled(0, 3);
        machine = new Machine(new UUID(0, 2));

        assertNewEpochFrom(4);
    }

    @Test
    void aMachineThatWasStartedAnewAfterTheLogWasClosedGoesOn() throws IOException {
        write(0, 3);
        machine = new Machine(new UUID(0, 2));

        assertGoesOn();
    }

    @Test
    void aWitnessThatWentWithItsMachineBeginsANewEpoch() throws IOException {
        write(0, 3);
        machine = new Machine(new UUID(0, 2));
        Files.delete(outside.resolve("witness"));

        assertNewEpochFrom(4);
    }

    @Test
    void aBackupThatIsRestoredInPlaceBeginsANewEpoch() throws IOException {
        write(0, 3);
        FolderState backup = FolderState.of(folder);
        write(4, 9);

        backup.putBackInPlace();

        assertNewEpochFrom(4);
    }

    @Test
    void aBackupThatIsRestoredAsOtherFilesBeginsANewEpoch() throws IOException {
        write(0, 3);
        FolderState backup = FolderState.of(folder);
        write(4, 9);

        backup.putBackAnew();

        assertNewEpochFrom(4);
    }

    @Test
    void aBackupOfTheSameRunBeginsANewEpoch() throws IOException {
        FolderState backup;
        try (EmbeddedStore store = open(folder)) {
            write(store, 0, 3);
            backup = FolderState.of(folder);
            write(store, 4, 9);
        }

        backup.putBackInPlace();

        assertNewEpochFrom(4);
    }

    @Test
    void aBackupWithNothingInItThatIsLostLaterGoesOn() throws IOException {
        FolderState backup;
        try (EmbeddedStore store = open(folder)) {
            write(store, 0, 3);
            backup = FolderState.of(folder);
        }

        backup.putBackInPlace();

        assertGoesOn();
    }

    @Test
    void aCopyOfAFolderBeginsANewEpochAndKeepsItsEntries() throws IOException {
        write(0, 3);
        Path copy = temp.resolve("copy");
        FolderState.of(folder).putInto(copy);
        now = LATER;

        try (EmbeddedStore store = open(copy)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0), new Epoch(LATER, 4));
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L, 1L, 2L, 3L);
        }
    }

    @Test
    void aFolderThatLostTheEndOfItsNewestFileBeginsANewEpoch() throws IOException {
        writeAndBeKilled(0, 3);
        Path newest = newestWriteAheadFile();
        byte[] bytes = Files.readAllBytes(newest);

        Files.write(newest, Arrays.copyOf(bytes, bytes.length - 10));

        assertNewEpochFrom(3);
    }

    private Path newestWriteAheadFile() throws IOException {
        List<Path> files = WriteAheadFiles.in(folder);
        return files.get(files.size() - 1);
    }

    @Test
    void aFolderThatLostMoreThanItsLastRunBeginsANewEpoch() throws IOException {
        write(0, 3);
        write(4, 9);
        Files.write(newestWriteAheadFile(), new byte[0]);

        assertNewEpochFrom(4);
    }

    @Test
    void aNewEpochIsLaterThanALostOneAlsoIfTheClockWentBack() throws IOException {
        write(0, 3);
        FolderState backup = FolderState.of(folder);
        Files.delete(outside.resolve("witness"));
        now = LATER;
        write(4, 9);
        backup.putBackInPlace();
        now = EPOCH - 100;

        try (EmbeddedStore store = open(folder)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0), new Epoch(LATER + 1, 4));
        }
    }

    @Test
    void aWitnessThatIsTornBeginsANewEpoch() throws IOException {
        write(0, 3);
        byte[] bytes = Files.readAllBytes(outside.resolve("witness"));
        bytes[50] ^= 1;
        Files.write(outside.resolve("witness"), bytes);

        assertNewEpochFrom(4);
    }

    @Test
    void aWitnessOfAnEarlierRunBeginsANewEpoch() throws IOException {
        write(0, 3);
        FolderState before = FolderState.of(outside);
        write(4, 9);

        before.putBackInPlace();

        assertNewEpochFrom(10);
    }

    @Test
    void aFolderThatTheVersionBeforeHadOpenBeginsANewEpoch() throws IOException, RocksDBException {
        write(0, 3);
        try (Database database = Database.open(folder);
                WriteBatch batch = new WriteBatch();
                WriteOptions options = new WriteOptions()) {
            Catalog catalog = new Catalog(database);
            catalog.putState(
                    batch, new Catalog.State(machine.boot().toString(), FolderIdentity.of(folder), true, null));
            database.db().write(options, batch);
        }

        assertNewEpochFrom(4);
    }

    @Test
    void everyStartWithoutAWitnessBeginsANewEpoch() throws IOException {
        LogFolder.open(folder).close();

        try (EmbeddedStore store = EmbeddedStore.open(LogFolder.options(folder), LATER)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0), new Epoch(LATER, 0));
        }
    }

    @Test
    void whatIsBeyondTheHeadOfANewEpochIsTakenBack() throws IOException, RocksDBException {
        write(0, 3);
        Files.delete(outside.resolve("witness"));
        try (Database database = Database.open(folder);
                WriteBatch batch = new WriteBatch();
                WriteOptions options = new WriteOptions()) {
            Catalog catalog = new Catalog(database);
            catalog.putHead(batch, new Catalog.Head(1, catalog.head().segment(), 0)); // as if the head had been lost
            database.db().write(options, batch);
        }
        now = LATER;

        try (EmbeddedStore store = open(folder)) {
            List<Long> numbers = new ArrayList<>();
            store.numbers((customer, number) -> numbers.add(number));
            assertThat(store.epochs()).endsWith(new Epoch(LATER, 2));
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L, 1L);
            assertThat(numbers).containsExactly(2L);
        }
        try (LogInspector inspector = LogInspector.open(folder);
                Stream<String> faults = inspector.verify().stream()) {
            assertThat(faults).isEmpty();
        }
    }
}
