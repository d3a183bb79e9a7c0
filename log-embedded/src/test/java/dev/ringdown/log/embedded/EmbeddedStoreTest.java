package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.BOB;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.large;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.Epoch;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import dev.ringdown.log.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aNewLogIsEmptyAndBeginsAnEpoch() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder.resolve("new/log"))) {
            assertThat(store.headOffset()).isEqualTo(-1);
            assertThat(store.firstOffset()).isZero();
            assertThat(store.epochs()).containsExactly(new Epoch(EPOCH, 0));
            assertThat(store.read(ALICE, -1, 10).entries()).isEmpty();
        }
    }

    @Test
    void entriesAreTheSameAfterARestart() throws IOException {
        LogEntry written = entry(ALICE, 0, 1);
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(written, entry(BOB, 1, 1)));
        }

        try (EmbeddedStore store = LogFolder.open(folder)) {
            LogEntry read = store.read(ALICE, -1, 10).entries().get(0);
            assertThat(read.sequence()).isEqualTo(written.sequence());
            assertThat(read.number()).isEqualTo(1);
            assertThat(read.customer()).isEqualTo(ALICE);
            assertThat(read.name()).isEqualTo(written.name());
            assertThat(read.type()).isEqualTo("call_updated");
            assertThat(read.topics()).isEqualTo(written.topics());
            assertThat(read.json()).isEqualTo(written.json());
            assertThat(read.appendedAtMillis()).isEqualTo(1_000);
            assertThat(store.headOffset()).isEqualTo(1);
        }
    }

    @Test
    void aReadIsOneCustomersEntriesAfterAnOffset() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 0, 1), entry(BOB, 1, 1), entry(ALICE, 2, 2), entry(ALICE, 3, 3)));

            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L, 2L, 3L);
            assertThat(offsets(store.read(ALICE, 0, 10))).containsExactly(2L, 3L);
            assertThat(offsets(store.read(ALICE, 1, 1))).containsExactly(2L);
            assertThat(offsets(store.read(BOB, -1, 10))).containsExactly(1L);
        }
    }

    @Test
    void aSliceSaysHowFarItReaches() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 0, 1), entry(ALICE, 1, 2), entry(BOB, 2, 1)));

            assertThat(store.read(ALICE, -1, 1).endOffset()).isEqualTo(1);
            assertThat(store.read(ALICE, -1, 10).endOffset()).isEqualTo(3);
            assertThat(store.read(BOB, 2, 10).endOffset()).isEqualTo(3);
        }
    }

    @Test
    void aReadBackIsTheNewestBeforeAnOffset() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 0, 1), entry(BOB, 1, 1), entry(ALICE, 2, 2), entry(ALICE, 3, 3)));

            assertThat(offsets(store.readBack(ALICE, 4, 2))).containsExactly(2L, 3L);
            assertThat(offsets(store.readBack(ALICE, 3, 10))).containsExactly(0L, 2L);
            assertThat(store.readBack(ALICE, 4, 2).fromOffset()).isEqualTo(2);
            assertThat(store.readBack(ALICE, 3, 10).fromOffset()).isZero();
        }
    }

    @Test
    void numbersAndNamesAreKnownAfterARestart() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 0, 1), entry(ALICE, 1, 2), entry(BOB, 2, 1)));
        }

        try (EmbeddedStore store = LogFolder.open(folder)) {
            Map<UUID, Long> numbers = new HashMap<>();
            store.numbers(numbers::put);
            List<Store.Recalled> recalled = new ArrayList<>();
            store.recall(1_001, store.offsetBeforeNewest(0), recalled::add);

            assertThat(numbers).containsOnly(Map.entry(ALICE, 2L), Map.entry(BOB, 1L));
            assertThat(recalled)
                    .containsExactlyInAnyOrder(
                            new Store.Recalled(
                                    ALICE, entry(ALICE, 1, 2).name(), new Placed(new Sequence(EPOCH, 2), 1), 1_001),
                            new Store.Recalled(
                                    BOB, entry(BOB, 2, 1).name(), new Placed(new Sequence(EPOCH, 1), 2), 1_002));
        }
    }

    @Test
    void theNewestNamesAreKnownAfterARestartWhateverTheirAge() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 0, 1), entry(ALICE, 1, 2), entry(BOB, 2, 1)));

            List<Store.Recalled> recalled = new ArrayList<>();
            store.recall(Long.MAX_VALUE, store.offsetBeforeNewest(2), recalled::add);

            assertThat(recalled).extracting(event -> event.placed().offset()).containsExactlyInAnyOrder(1L, 2L);
        }
    }

    @Test
    void theNewestAreCountedByEntriesWhateverHolesThereAre() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 10, 1), entry(ALICE, 200, 2), entry(BOB, 3_000, 1)));

            List<Store.Recalled> recalled = new ArrayList<>();
            store.recall(Long.MAX_VALUE, store.offsetBeforeNewest(2), recalled::add);

            assertThat(recalled)
                    .extracting(event -> event.name().id())
                    .containsExactlyInAnyOrder("event-200", "event-3000");
        }
    }

    @Test
    void theLatestEventOfEveryLiveResourceIsKept() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(
                    entry(ALICE, 0, 1, "call_created", "one", 0),
                    entry(ALICE, 1, 2, "call_created", "two", 0),
                    entry(ALICE, 2, 3, "call_updated", "one", 0),
                    entry(ALICE, 3, 4, "call_hangup", "two", 0),
                    entry(BOB, 4, 1, "call_created", "three", 0)));
        }

        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(offsets(store.liveResources(ALICE))).containsExactly(2L);
            assertThat(offsets(store.liveResources(BOB))).containsExactly(4L);
            assertThat(store.liveResources(ALICE).headOffset()).isEqualTo(4);
            assertThat(store.liveResources(ALICE).complete()).isTrue();
        }
    }

    @Test
    void theQuietestResourceIsForgottenWhenThereAreTooManyAndThatIsTold() throws IOException {
        EmbeddedOptions options = LogFolder.options(folder, 1 << 30, Duration.ofHours(1), 2);
        try (EmbeddedStore store = EmbeddedStore.open(options, EPOCH)) {
            store.write(List.of(
                    entry(ALICE, 0, 1, "call_created", "one", 0),
                    entry(ALICE, 1, 2, "call_created", "two", 0),
                    entry(ALICE, 2, 3, "call_updated", "one", 0)));
            assertThat(store.liveResources(ALICE).complete()).isTrue();

            store.write(List.of(entry(ALICE, 3, 4, "call_created", "three", 0)));

            assertThat(offsets(store.liveResources(ALICE))).containsExactly(2L, 3L);
            assertThat(store.liveResources(ALICE).complete()).isFalse();
        }
    }

    @Test
    void aReadEndsEarlierWhereEntriesAreLarge() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(
                    large(ALICE, 0, "one", Store.MAX_READ_BYTES),
                    large(ALICE, 1, "two", Store.MAX_READ_BYTES),
                    entry(ALICE, 2, 3, "call_created", "three", 0)));

            assertThat(store.read(ALICE, -1, 10)).satisfies(slice -> {
                assertThat(offsets(slice)).containsExactly(0L);
                assertThat(slice.endOffset()).isEqualTo(1);
            });
            assertThat(store.readBack(ALICE, 3, 10)).satisfies(slice -> {
                assertThat(offsets(slice)).containsExactly(1L, 2L);
                assertThat(slice.fromOffset()).isEqualTo(1);
            });
            assertThat(store.readBack(ALICE, 1, 10).fromOffset()).isZero();
        }
    }
}
