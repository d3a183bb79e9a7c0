package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The store against a plain list. */
class EmbeddedStorePropertyTest {
    private static final List<UUID> CUSTOMERS =
            List.of(new UUID(1, 1), new UUID(1, 2), new UUID(-1, 3), new UUID(Long.MIN_VALUE, Long.MAX_VALUE));

    private static final long RETENTION_BYTES = 16_000;

    /** Each number is one entry of a customer, of the first most; a 7 drops what is beyond retention, an 8 opens the log again. */
    @Property(tries = 25)
    void readsWhatAPlainListHas(
            @ForAll @Size(min = 1, max = 400) List<@IntRange(min = 0, max = 8) Integer> steps,
            @ForAll @IntRange(min = -1, max = 400) int afterOffset,
            @ForAll @IntRange(min = 1, max = 50) int maxEntries)
            throws IOException {
        Path folder = Files.createTempDirectory("ringdown-log");
        EmbeddedOptions options = LogFolder.options(folder, RETENTION_BYTES, Duration.ofDays(1), 10);
        List<LogEntry> model = new ArrayList<>();
        Map<UUID, Long> numbers = new HashMap<>();
        EmbeddedStore store = EmbeddedStore.open(options, EPOCH);
        try {
            for (int step : steps) {
                if (step == 8) {
                    store.close();
                    store = EmbeddedStore.open(options, EPOCH);
                } else if (step == 7) {
                    store.maintain(2_000);
                } else {
                    UUID customer = CUSTOMERS.get(Math.max(0, step - 3));
                    LogEntry entry = entry(customer, model.size(), numbers.merge(customer, 1L, Long::sum));
                    store.write(List.of(entry));
                    model.add(entry);
                }
            }
            for (UUID customer : CUSTOMERS) {
                check(store, model, customer, afterOffset, maxEntries);
            }
        } finally {
            store.close();
            delete(folder);
        }
    }

    private static void check(EmbeddedStore store, List<LogEntry> model, UUID customer, long afterOffset, int max) {
        long first = store.firstOffset(customer);
        List<Long> retained = model.stream()
                .filter(entry -> entry.customer().equals(customer))
                .map(LogEntry::offset)
                .filter(offset -> offset >= first)
                .toList();
        List<Long> after =
                retained.stream().filter(offset -> offset > afterOffset).toList();
        List<Long> before =
                retained.stream().filter(offset -> offset < afterOffset).toList();

        boolean withinItsShare = model.stream()
                        .filter(entry -> entry.customer().equals(customer))
                        .mapToLong(entry -> EntryCodec.encode(entry).length)
                        .sum()
                <= RETENTION_BYTES / 4;
        if (withinItsShare) {
            assertThat(first).isEqualTo(store.firstOffset());
        }
        assertThat(store.headOffset()).isEqualTo(model.size() - 1);
        assertThat(offsets(store.read(customer, afterOffset, max)))
                .isEqualTo(after.subList(0, Math.min(max, after.size())));
        assertThat(offsets(store.readBack(customer, afterOffset, max)))
                .isEqualTo(before.subList(Math.max(0, before.size() - max), before.size()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(EmbeddedStorePropertyTest::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
