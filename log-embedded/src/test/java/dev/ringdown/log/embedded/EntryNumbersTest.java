package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.BOB;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding entries by their number, against a plain list, over many small segments. */
class EntryNumbersTest {
    private static final int RETAINED_BYTES = 64 * 1024;

    @TempDir
    private Path folder = Path.of("");

    private final List<LogEntry> alices = new ArrayList<>();
    private final List<LogEntry> bobs = new ArrayList<>();
    private long head = -1;

    private EmbeddedStore open() throws IOException {
        return EmbeddedStore.open(LogFolder.options(folder, RETAINED_BYTES, Duration.ofDays(1), 10), LogFolder.EPOCH);
    }

    /** Mostly Alice's, and one of Bob's now and then. */
    private void write(EmbeddedStore store, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            boolean bobsTurn = ++head % 17 == 3;
            List<LogEntry> all = bobsTurn ? bobs : alices;
            all.add(entry(bobsTurn ? BOB : ALICE, head, all.size() + 1));
            store.write(List.of(all.get(all.size() - 1)));
        }
    }

    private static void assertFound(EmbeddedStore store, UUID customer, List<LogEntry> all) {
        long firstOffset = store.firstOffset(customer);
        assertThat(all)
                .allSatisfy(entry -> assertThat(store.offsetOf(customer, entry.number()))
                        .isEqualTo(entry.offset() < firstOffset ? -1 : entry.offset()));
        assertThat(store.offsetOf(customer, 0)).isEqualTo(-1);
        assertThat(store.offsetOf(customer, all.size() + 1)).isEqualTo(-1);
    }

    @Test
    void everyRetainedEntryIsFoundByItsNumber() throws IOException {
        try (EmbeddedStore store = open()) {
            write(store, 200);

            assertFound(store, ALICE, alices);
            assertFound(store, BOB, bobs);
        }
        try (EmbeddedStore store = open()) {
            write(store, 100);

            assertFound(store, ALICE, alices);
            assertFound(store, BOB, bobs);
        }
    }

    @Test
    void whatACustomerHasLostOfItsShareIsNotFound() throws IOException {
        try (EmbeddedStore store = open()) {
            write(store, 700);
            store.maintain(2_000);

            assertThat(store.firstOffset(ALICE)).isGreaterThan(store.firstOffset(BOB));
            assertFound(store, ALICE, alices);
            assertFound(store, BOB, bobs);
        }
    }

    @Test
    void nobodyIsFoundInAnEmptyLog() throws IOException {
        try (EmbeddedStore store = open()) {
            assertFound(store, ALICE, alices);
        }
    }
}
