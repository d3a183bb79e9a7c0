package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.log.Epoch;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.UnknownWriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
    private static final Testimony SOME = new Testimony(new UUID(1, 2), null, EPOCH, 7, new UUID(3, 4), false, false);

    @TempDir
    private Path temp = Path.of("");

    /** Says what it is told, but fails as often as it is asked to. */
    private static final class FailingWitness implements Witness {
        private @Nullable Testimony said;
        private int saysUntilFailure = Integer.MAX_VALUE;

        @Override
        public @Nullable Testimony testimony() {
            return said;
        }

        @Override
        public void say(Testimony testimony, boolean durably) throws IOException {
            if (saysUntilFailure-- == 0) {
                throw new IOException("no space left");
            }
            said = testimony;
        }

        @Override
        public void close() {}
    }

    private EmbeddedStore open(Witness witness, long nowSeconds) throws IOException {
        Surroundings around = new Surroundings(() -> 1, new Machine(new UUID(0, 1)), options -> witness);
        return EmbeddedStore.open(LogFolder.options(temp.resolve("log")), nowSeconds, LogMeters.NONE, around);
    }

    @Test
    void whatIsWrittenDownIsReadAgain() throws IOException {
        Path file = temp.resolve("witness");
        try (WitnessFile witness = WitnessFile.open(file)) {
            assertThat(witness.testimony()).isNull();
            witness.say(SOME, true);
            witness.say(SOME.before(new UUID(5, 6)).at(8).closedInOrder(), false);
        }

        try (WitnessFile witness = WitnessFile.open(file)) {
            assertThat(witness.testimony())
                    .isEqualTo(new Testimony(new UUID(1, 2), new UUID(5, 6), EPOCH, 8, new UUID(3, 4), false, true));
        }
    }

    @Test
    void somethingElseInTheFileSaysNothing() throws IOException {
        Path file = Files.writeString(temp.resolve("witness"), "something else".repeat(20));

        try (WitnessFile witness = WitnessFile.open(file)) {
            assertThat(witness.testimony()).isNull();
        }
    }

    @Test
    void oneFileIsForOneLog() throws IOException {
        Path file = temp.resolve("witness");
        try (WitnessFile witness = WitnessFile.open(file)) {
            assertThatThrownBy(() -> WitnessFile.open(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("belongs to another log that is open (give each a file of its own)");
            witness.say(SOME, false);
        }
    }

    @Test
    void aFolderThatIsMissingIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> WitnessFile.open(temp.resolve("not-mounted/witness")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("make the folder, or mount the disk on which it is");
    }

    @Test
    void aSegmentThatBeganWithWhatWasTakenBackIsTakenBackToo() throws IOException {
        FailingWitness witness = new FailingWitness();
        long later = Duration.ofHours(12).toMillis();
        try (EmbeddedStore store = open(witness, EPOCH)) {
            store.write(List.of(entry(ALICE, 0, 1)));
            witness.saysUntilFailure = 0;
            assertThatThrownBy(() -> store.write(List.of(callAt(1, 2, later))))
                    .isInstanceOf(UnknownWriteException.class);

            store.maintain(0);
            store.write(List.of(entry(ALICE, 1, 2)));
            store.write(List.of(callAt(2, 3, later)));

            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L, 1L, 2L);
        }
        try (LogInspector inspector = LogInspector.open(temp.resolve("log"))) {
            assertThat(inspector.verify()).isEmpty();
        }
    }

    private static LogEntry callAt(long offset, long number, long millis) {
        return LogFolder.entry(ALICE, offset, number, "call_updated", "c1", millis);
    }

    @Test
    void nobodyIsToldOfWhatCouldNotBeWitnessed() throws IOException {
        FailingWitness witness = new FailingWitness();
        try (EmbeddedStore store = open(witness, EPOCH)) {
            store.write(List.of(entry(ALICE, 0, 1)));
            witness.saysUntilFailure = 0;

            assertThatThrownBy(() -> store.write(List.of(entry(ALICE, 1, 2))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write the witness of the log, log.witness: no space left");
            assertThat(store.headOffset()).isZero();
            assertThat(store.fault()).contains("log.witness");
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L);

            store.maintain(0);
            assertThat(store.fault()).isNull();
            store.write(List.of(entry(ALICE, 1, 2), entry(ALICE, 2, 3)));
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L, 1L, 2L);
        }
        try (LogInspector inspector = LogInspector.open(temp.resolve("log"))) {
            assertThat(inspector.verify()).isEmpty();
        }
    }

    @Test
    void aStartThatDoesNotComeToItsEndCostsNoEpoch() throws IOException {
        FailingWitness witness = new FailingWitness();
        try (EmbeddedStore store = open(witness, EPOCH)) {
            store.write(List.of(entry(ALICE, 0, 1)));
        }
        witness.saysUntilFailure = 0; // before the folder has its new generation
        assertThatThrownBy(() -> open(witness, EPOCH + 1)).isInstanceOf(IOException.class);
        witness.saysUntilFailure = 1; // when it has it
        assertThatThrownBy(() -> open(witness, EPOCH + 2)).isInstanceOf(IOException.class);
        witness.saysUntilFailure = Integer.MAX_VALUE;

        try (EmbeddedStore store = open(witness, EPOCH + 3)) {
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0));
        }
    }

    @Test
    void aFolderInMemoryIsOfOneUserAlone() throws IOException {
        Path own = MemoryFolder.ownIn(temp);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
        assertThat(MemoryFolder.ownIn(temp)).isEqualTo(own);
    }

    @Test
    void aFolderInMemoryThatOthersMayWriteToIsNotUsed() throws IOException {
        Files.setPosixFilePermissions(MemoryFolder.ownIn(temp), PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> MemoryFolder.ownIn(temp))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a folder of this user alone");
    }

    @Test
    void aLinkInPlaceOfAFolderInMemoryIsNotUsed() throws IOException {
        Path own = MemoryFolder.ownIn(temp);
        Files.delete(own);
        Files.createSymbolicLink(own, Files.createDirectory(temp.resolve("elsewhere")));

        assertThatThrownBy(() -> MemoryFolder.ownIn(temp))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a folder of this user alone");
    }
}
