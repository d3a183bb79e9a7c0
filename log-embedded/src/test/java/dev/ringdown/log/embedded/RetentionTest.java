package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.RocksDB;

class RetentionTest {
    private static final long MIB = 1024 * 1024;
    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theOldestSegmentsGoWhenThereAreTooManyBytes() throws IOException {
        EmbeddedOptions options = LogFolder.options(folder, 20_000, Duration.ofDays(1), 10_000);
        try (EmbeddedStore store = EmbeddedStore.open(options, EPOCH)) {
            writeOneByOne(store, 0, 1_000);

            store.maintain(2_000);

            long first = store.firstOffset();
            assertThat(first).isBetween(800L, 980L);
            assertThat(offsets(store.read(ALICE, -1, 2_000)))
                    .isEqualTo(LongStream.range(first, 1_000).boxed().toList());
        }
    }

    @Test
    void segmentsGoWhenEverythingInThemIsTooOld() throws IOException {
        EmbeddedOptions options = LogFolder.options(folder, 1 << 30, Duration.ofMillis(DAY), 10);
        try (EmbeddedStore store = EmbeddedStore.open(options, EPOCH)) {
            store.write(List.of(entry(ALICE, 0, 1, "call_created", "a", 0)));
            store.write(List.of(entry(ALICE, 1, 2, "call_created", "b", DAY / 2)));
            store.write(List.of(entry(ALICE, 2, 3, "call_created", "c", DAY)));

            store.maintain(DAY + DAY / 2);
            assertThat(store.firstOffset()).isZero();

            store.maintain(DAY + DAY / 2 + 1);
            assertThat(store.firstOffset()).isEqualTo(1);

            store.maintain(2 * DAY + 1);
            assertThat(store.firstOffset()).isEqualTo(2);
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(2L);
        }
    }

    @Test
    void whatWasDroppedIsNotThereAfterARestart() throws IOException {
        EmbeddedOptions options = LogFolder.options(folder, 20_000, Duration.ofDays(1), 10_000);
        long first;
        try (EmbeddedStore store = EmbeddedStore.open(options, EPOCH)) {
            writeOneByOne(store, 0, 1_000);
            store.maintain(2_000);
            first = store.firstOffset();
        }

        try (EmbeddedStore store = EmbeddedStore.open(options, EPOCH)) {
            assertThat(store.firstOffset()).isEqualTo(first);
            assertThat(store.headOffset()).isEqualTo(999);
            assertThat(offsets(store.read(ALICE, -1, 1))).containsExactly(first);
        }
    }

    @Test
    void theLatestEventOfALiveResourceStaysBeyondRetention() throws IOException {
        EmbeddedOptions options = LogFolder.options(folder, 20_000, Duration.ofDays(1), 10_000);
        try (EmbeddedStore store = EmbeddedStore.open(options, EPOCH)) {
            writeOneByOne(store, 0, 1_000);

            store.maintain(2_000);

            assertThat(LogFolder.entries(store.liveResources(ALICE))).hasSize(1_000);
        }
    }

    /** A machine that is busy may write several files late, merge them and cut them anew anywhere, but hardly each time. */
    @Test
    void filesBeginAndEndWithSegmentsAndGoWithThem() throws IOException {
        List<Boolean> whole = new ArrayList<>();
        while (!whole.contains(true) && whole.size() < 5) {
            whole.add(filesAreOfWholeSegments(folder.resolve("try-" + whole.size())));
        }
        assertThat(whole).contains(true);
    }

    private static boolean filesAreOfWholeSegments(Path log) throws IOException {
        EmbeddedOptions options = LogFolder.options(log, 128 * MIB, Duration.ofDays(1), 10);
        try (EmbeddedStore store = EmbeddedStore.open(options, EPOCH)) {
            for (int i = 0; i < 400; i++) {
                store.write(List.of(large(i)));
                store.maintain(1_000);
            }
        }

        List<Segment> retained;
        List<LiveFileMetaData> files;
        try (Database database = Database.openReadOnly(log)) {
            retained = assertDoesNotThrow(() -> new Catalog(database).segments());
            files = database.db().getLiveFilesMetaData().stream()
                    .filter(file -> Arrays.equals(file.columnFamilyName(), RocksDB.DEFAULT_COLUMN_FAMILY))
                    .sorted(Comparator.comparingInt(file -> Keys.segmentOf(file.smallestKey())))
                    .toList();
        }
        assertThat(files).isNotEmpty();
        boolean whole =
                Keys.segmentOf(files.get(0).largestKey()) >= retained.get(0).id();
        for (int i = 1; i < files.size(); i++) {
            whole &= Keys.segmentOf(files.get(i).smallestKey())
                    > Keys.segmentOf(files.get(i - 1).largestKey());
        }
        return whole;
    }

    private static LogEntry large(long offset) {
        LogEntry small = entry(ALICE, offset, offset + 1);
        return new LogEntry(
                new Placed(small.sequence(), small.offset()),
                new LogEntry.About(ALICE, small.name(), small.type(), small.topics(), small.isMoment()),
                new byte[(int) MIB],
                -1,
                1_000,
                0);
    }

    private static void writeOneByOne(EmbeddedStore store, long from, long to) throws IOException {
        for (long offset = from; offset < to; offset++) {
            List<LogEntry> one = new ArrayList<>();
            one.add(entry(ALICE, offset, offset + 1, "call_updated", "c" + offset, 1_000));
            store.write(one);
        }
    }
}
