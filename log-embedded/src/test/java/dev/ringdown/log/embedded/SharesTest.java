package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.BOB;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogMeters;
import dev.ringdown.log.Sequence;
import dev.ringdown.protocol.Limit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Who loses what when the log is full: Bob publishes now and then, Alice all the time. */
class SharesTest {
    private static final long RETENTION_BYTES = 40_000;
    private static final int BOBS_EVERY = 20;

    @TempDir
    private Path folder = Path.of("");

    private final List<Limit> reached = new ArrayList<>();
    private final LogMeters meters = new LogMeters() {
        @Override
        public Count count(String name, String description) {
            return more -> {};
        }

        @Override
        public Timing timing(String name, String description) {
            return nanos -> {};
        }

        @Override
        public void gauge(String name, String description, DoubleSupplier value) {}

        @Override
        public void gauge(String name, String description, String label, String of, DoubleSupplier value) {}

        @Override
        public void limitReached(Limit limit) {
            reached.add(limit);
        }
    };
    private long offset;
    private long alices;
    private long bobs;

    @Test
    void whoHasMoreThanAShareLosesItsOwnOldestAndNobodyElseLosesAnything() throws IOException {
        try (EmbeddedStore store = open()) {
            flood(store, 1_000);

            store.maintain(2_000);

            assertBobHasEverything(store);
            assertAliceHasHerNewest(store);
            assertThat(reached).containsExactly(Limit.RETENTION_SHARE);
        }
    }

    @Test
    void theOldestSegmentGoesWhenNobodyHasMoreThanAShare() throws IOException {
        EmbeddedOptions options = LogFolder.options(folder, RETENTION_BYTES, Duration.ofDays(1), 10);
        EmbeddedOptions all = new EmbeddedOptions(
                folder,
                options.witness(),
                options.retentionAge(),
                RETENTION_BYTES,
                RETENTION_BYTES * 100,
                options.sync(),
                options.syncInterval(),
                0,
                options.terminalTypes(),
                options.liveBounds(),
                options.routing());
        try (EmbeddedStore store = EmbeddedStore.open(all, EPOCH, meters)) {
            flood(store, 1_000);

            store.maintain(2_000);

            assertThat(store.firstOffset()).isPositive();
            assertThat(store.firstOffset(ALICE)).isEqualTo(store.firstOffset());
            assertThat(reached).isEmpty();
        }
    }

    @Test
    void aRestartChangesNothingOfIt() throws IOException {
        long first;
        try (EmbeddedStore store = open()) {
            flood(store, 500);
            store.maintain(2_000);
            flood(store, 10);
        }

        try (EmbeddedStore store = open()) {
            assertAliceHasHerNewest(store);
            flood(store, 500);
            store.maintain(2_000);
            first = store.firstOffset(ALICE);
            assertAliceHasHerNewest(store);
        }

        try (EmbeddedStore store = open()) {
            assertThat(store.firstOffset(ALICE)).isEqualTo(first);
            assertBobHasEverything(store);
            assertAliceHasHerNewest(store);
        }
    }

    @Test
    void theLatestEventOfWhatWasLostStays() throws IOException {
        try (EmbeddedStore store = open()) {
            flood(store, 1_000);

            store.maintain(2_000);

            assertThat(LogFolder.entries(store.liveResources(ALICE))).hasSize((int) alices);
        }
    }

    @Test
    void whatWasLostIsNoFaultForWhoeverLooksIntoTheFolder() throws IOException {
        try (EmbeddedStore store = open()) {
            flood(store, 1_000);
            store.maintain(2_000);
        }

        try (LogInspector inspector = LogInspector.open(folder)) {
            assertThat(inspector.verify()).isEmpty();
            assertThat(inspector.find(ALICE, new Sequence(EPOCH, 1))).isNull();
            assertThat(inspector.customers())
                    .filteredOn(customer -> customer.customer().equals(BOB))
                    .extracting(LogInspector.CustomerSummary::entries)
                    .containsExactly(bobs);
        }
    }

    @SuppressWarnings("deprecation") // to see what is really there is what the option is for
    @Test
    void whatWasLostTakesNoRoomOnceItsFilesAreMerged() throws IOException, RocksDBException {
        long firstOffset;
        long oldestOffset;
        try (EmbeddedStore store = open()) {
            flood(store, 1_000);
            store.maintain(2_000);
            firstOffset = store.firstOffset(ALICE);
            oldestOffset = store.firstOffset();
        }

        List<Long> left = new ArrayList<>();
        try (Database database = Database.open(folder)) {
            database.db().compactRange(database.entries());
            try (ReadOptions everything =
                            new ReadOptions().setTotalOrderSeek(true).setIgnoreRangeDeletions(true);
                    RocksIterator entries = database.db().newIterator(database.entries(), everything)) {
                for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                    if (Keys.customerOf(entries.key()).equals(ALICE)) {
                        left.add(Keys.offsetOf(entries.key()));
                    }
                }
            }
        }
        assertThat(left).contains(firstOffset).noneMatch(at -> at >= oldestOffset && at < firstOffset);
    }

    @Test
    void segmentsGrowWhenThereAreMany() {
        List<Segment> many = new ArrayList<>();
        for (int id = 0; id < 1_023; id++) {
            many.add(new Segment(id, id, 1_000, 1));
        }

        assertThat(segmentAfter(1_022, 100, many).id()).isEqualTo(1_023);

        many.add(new Segment(1_023, 1_023, 1_000, 1));
        assertThat(segmentAfter(1_023, 199, many).id()).isEqualTo(1_023);
        assertThat(segmentAfter(1_023, 200, many).id()).isEqualTo(1_024);
    }

    private Segment segmentAfter(int segment, long segmentBytes, List<Segment> segments) {
        Retention retention =
                new Retention(64 * 100, Duration.ofDays(1).toMillis(), segments, new ByteShares(64 * 25, 100), meters);
        return retention.segmentFor(new Catalog.Head(segment, segment, segmentBytes), entry(ALICE, 5_000, 1));
    }

    private EmbeddedStore open() throws IOException {
        return EmbeddedStore.open(
                LogFolder.options(folder, RETENTION_BYTES, Duration.ofDays(1), 100_000), EPOCH, meters);
    }

    private void flood(EmbeddedStore store, int entries) throws IOException {
        for (int i = 0; i < entries; i++) {
            boolean isBobs = offset % BOBS_EVERY == BOBS_EVERY - 1;
            store.write(List.of(
                    isBobs
                            ? entry(BOB, offset, ++bobs, "call_updated", "b" + offset, 1_000)
                            : entry(ALICE, offset, ++alices, "call_updated", "a" + offset, 1_000)));
            offset++;
        }
    }

    private void assertBobHasEverything(EmbeddedStore store) {
        assertThat(store.firstOffset(BOB)).isLessThan(BOBS_EVERY);
        assertThat(store.read(BOB, -1, 100_000).entries()).hasSize((int) bobs);
        assertThat(store.readBack(BOB, offset, 100_000).entries()).hasSize((int) bobs);
    }

    private void assertAliceHasHerNewest(EmbeddedStore store) {
        long first = store.firstOffset(ALICE);
        List<Long> expected = LongStream.range(first, offset)
                .filter(at -> at % BOBS_EVERY != BOBS_EVERY - 1)
                .boxed()
                .toList();
        assertThat(first).isPositive();
        assertThat(offsets(store.read(ALICE, -1, 100_000))).isEqualTo(expected);
        assertThat(offsets(store.readBack(ALICE, offset, 100_000))).isEqualTo(expected);
    }
}
