package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** What {@code ./run log FOLDER verify} finds in a log whose offsets have holes. */
class VerifyTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 16_384, 1), entry(BOB, 16_385, 1), entry(ALICE, 32_768, 2)));
            store.write(List.of(entry(ALICE, 1L << 40, 3)));
        }
    }

    @Test
    void holesAreNoFault() throws IOException {
        assertThat(faults()).isEmpty();
    }

    @Test
    void anEntryThatIsMissingIsFoundByTheNumbersOfItsCustomerAndTheBytesOfItsSegment()
            throws IOException, RocksDBException {
        remove(ALICE, 32_768);

        assertThat(faults())
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault).contains("number 3 of customer " + ALICE + " follows 1"))
                .anySatisfy(fault -> assertThat(fault).startsWith("segment ").contains("bytes are there (expected: "));
    }

    @Test
    void soIsTheNewestOfACustomer() throws IOException, RocksDBException {
        remove(ALICE, 1L << 40);

        assertThat(faults()).hasSize(2).contains("customer " + ALICE + ": its newest entry is number 2 (expected: 3)");
    }

    @Test
    void anOffsetThatTwoCustomersHaveIsFound() throws IOException, RocksDBException {
        try (Database database = Database.open(folder)) {
            database.db()
                    .put(
                            database.entries(),
                            Keys.entry(segment(database), BOB, 32_768),
                            EntryCodec.encode(entry(BOB, 32_768, 2)));
        }

        assertThat(faults()).contains("offset 32768: there twice");
    }

    private static LogEntry entry(UUID customer, long offset, long number) {
        return LogFolder.entry(customer, offset, number, "call_updated", "c1", 1_000);
    }

    private List<String> faults() throws IOException {
        try (LogInspector inspector = LogInspector.open(folder)) {
            return inspector.verify();
        }
    }

    private void remove(UUID customer, long offset) throws IOException, RocksDBException {
        try (Database database = Database.open(folder)) {
            database.db().delete(database.entries(), Keys.entry(segment(database), customer, offset));
        }
    }

    /** The one segment that there is. */
    private static int segment(Database database) throws RocksDBException {
        return new Catalog(database).head().segment();
    }
}
