package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.BOB;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.Epoch;
import dev.ringdown.log.Located;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.Sequence;
import dev.ringdown.log.StoredLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder that the version has written whose positions were offsets, read by this one. It was made on 2026-11-29 by the
 * gateway of commit fc89b56, to which six events of two customers were published over HTTP, and which then was ended by
 * SIGTERM. Alice's are at the offsets 0, 3 and 4, Bob's at 1, 2 and 5.
 */
class EarlierPositionsTest {
    private static final long THEN = 0x6b0b831aL;
    private static final long NOW = THEN + 1;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void unpack() throws IOException {
        try (InputStream file = requireNonNull(getClass().getResourceAsStream("/log-with-offsets.zip"));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(next.getName()));
            }
        }
    }

    private StoredLog log() throws IOException {
        return new StoredLog(
                LogFolder.open(folder),
                new LogOptions(16, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 1_000),
                Clock.systemUTC());
    }

    private List<LogEntry> entries(UUID customer) throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            return store.read(customer, -1, 100).entries();
        }
    }

    private static String json(@Nullable LogEntry entry) {
        return new String(requireNonNull(entry).json(), StandardCharsets.UTF_8);
    }

    @Test
    void anEpochBeginsInWhichPositionsCount() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(store.epochs()).containsExactly(new Epoch(THEN, 0, false), new Epoch(NOW, 6, true));
        }
        try (EmbeddedStore store = LogFolder.open(folder)) { // nothing proves that it goes on, so a further one begins
            assertThat(store.epochs()).element(1).isEqualTo(new Epoch(NOW, 6, true));
            assertThat(store.read(BOB, -1, 100).entries())
                    .extracting(LogEntry::sequence)
                    .containsExactly(new Sequence(NOW, 1), new Sequence(NOW, 2), new Sequence(NOW, 3));
        }
    }

    @Test
    void everyEntryHasAPositionThatCounts() throws IOException {
        assertThat(LogFolder.offsets(entries(ALICE))).containsExactly(0L, 3L, 4L);
        assertThat(entries(ALICE))
                .extracting(LogEntry::sequence)
                .containsExactly(new Sequence(NOW, 1), new Sequence(NOW, 2), new Sequence(NOW, 3));
        assertThat(entries(BOB))
                .extracting(LogEntry::sequence)
                .containsExactly(new Sequence(NOW, 1), new Sequence(NOW, 2), new Sequence(NOW, 3));
    }

    @Test
    void itStandsInTheMessageInPlaceOfTheOffsetAndNothingElseIsChanged() throws IOException {
        assertThat(json(entries(ALICE).get(1)))
                .contains(",\"sequence\":\"6b0b831b-0000000000000002\",\"datacontenttype\"")
                .endsWith("\"data\":{\"id\": \"k1\", \"customer_id\": \"" + ALICE
                        + "\", \"sequence\": \"00000000-0000000000000001\"}}");
        assertThat(json(entries(ALICE).get(2)))
                .startsWith("{\"specversion\":\"1.0\",\"id\":\"given,\\\"sequence\\\":\\\"\",\"source\":\"/test\"")
                .contains("\"note\":\"a text with ,\\\"sequence\\\":\\\" in it\""
                        + ",\"sequence\":\"6b0b831b-0000000000000003\",\"datacontenttype\"");
    }

    @Test
    void aPositionOfThenGoesOnWhereItWasAndSaysThatSomethingMayBeLost() throws IOException {
        try (StoredLog log = log()) {
            assertThat(log.locate(ALICE, new Sequence(THEN, 4))).isCompletedWithValue(new Located.OfAnotherLog(3, 2));
            assertThat(log.locate(BOB, new Sequence(THEN, 4))).isCompletedWithValue(new Located.OfAnotherLog(3, 2));
            assertThat(log.locate(BOB, new Sequence(THEN, 0))).isCompletedWithValue(new Located.OfAnotherLog(-1, 0));
            assertThat(log.locate(ALICE, new Sequence(THEN, 400))).isCompletedWithValue(new Located.OfAnotherLog(5, 3));
        }
    }

    @Test
    void aPositionOfNowMeansWhatItSaysAlsoBeforeItsEpoch() throws IOException {
        try (StoredLog log = log()) {
            assertThat(log.locate(ALICE, new Sequence(NOW, 1))).isCompletedWithValue(new Located.At(2, 1));
            assertThat(log.locate(ALICE, new Sequence(NOW, 3))).isCompletedWithValue(new Located.At(5, 3));
            assertThat(log.locate(ALICE, new Sequence(NOW, 4))).isCompletedWithValue(new Located.Ahead());
        }
    }

    @Test
    void whoLooksIntoTheFolderFindsAnEntryByBoth() throws IOException {
        try (LogInspector untouched = LogInspector.open(folder)) {
            assertThat(json(untouched.find(ALICE, new Sequence(THEN, 5)))).contains("chatmessage:m1");
            assertThat(untouched.find(BOB, new Sequence(THEN, 5))).isNull();
            assertThat(untouched.verify()).isEmpty();
        }
        LogFolder.open(folder).close();
        try (LogInspector taken = LogInspector.open(folder)) {
            assertThat(json(taken.find(ALICE, new Sequence(THEN, 5)))).contains("chatmessage:m1");
            assertThat(json(taken.find(ALICE, new Sequence(NOW, 3)))).contains("chatmessage:m1");
            assertThat(taken.find(ALICE, new Sequence(NOW, 4))).isNull();
            assertThat(taken.verify()).isEmpty();
        }
    }
}
