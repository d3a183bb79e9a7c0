package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.log.LogMeters;
import dev.ringdown.protocol.Limit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of a log. */
class FiguresTest {
    @TempDir
    private Path folder = Path.of("");

    private final Map<String, DoubleSupplier> gauges = new HashMap<>();
    private final AtomicLong free = new AtomicLong(1_000);

    private final LogMeters meters = new LogMeters() {
        @Override
        public Count count(String name, String description) {
            return LogMeters.NONE.count(name, description);
        }

        @Override
        public Timing timing(String name, String description) {
            return LogMeters.NONE.timing(name, description);
        }

        @Override
        public void gauge(String name, String description, DoubleSupplier value) {
            gauges.put(name, value);
        }

        @Override
        public void gauge(String name, String description, String label, String of, DoubleSupplier value) {}

        @Override
        public void limitReached(Limit limit) {}
    };

    private EmbeddedStore open(long retentionBytes) throws IOException {
        EmbeddedOptions options = LogFolder.options(folder, retentionBytes, Duration.ofDays(1), 10);
        return EmbeddedStore.open(options, EPOCH, meters, new Surroundings(free::get, Machine.here(), Witnesses::of));
    }

    private double shown(String name) {
        return requireNonNull(gauges.get("ringdown.log." + name)).getAsDouble();
    }

    @Test
    void anEmptyLogShowsThatItIsEmpty() throws IOException {
        EmbeddedStore store = open(1 << 20);

        assertThat(shown("head")).isEqualTo(-1);
        assertThat(shown("first")).isZero();
        assertThat(shown("epoch")).isEqualTo(EPOCH);
        assertThat(shown("bytes")).isZero();
        assertThat(shown("oldest.timestamp.seconds")).isZero();
        assertThat(shown("live.resources")).isZero();
        assertThat(shown("fault")).isZero();
        store.close();
    }

    @Test
    void whatIsWrittenIsShownAlsoAfterARestart() throws IOException {
        EmbeddedStore store = open(1 << 20);
        store.write(List.of(
                entry(ALICE, 0, 1, "call_created", "a", 7_000),
                entry(ALICE, 1, 2, "call_created", "b", 8_000),
                entry(ALICE, 2, 3, "call_hangup", "a", 9_000)));
        double bytes = shown("bytes");

        assertThat(bytes).isPositive();
        assertThat(shown("head")).isEqualTo(2);
        assertThat(shown("oldest.timestamp.seconds")).isEqualTo(7);
        assertThat(shown("live.resources")).isOne();

        store.close();
        assertThat(shown("live.resources")).isZero();

        store = open(1 << 20);
        assertThat(shown("bytes")).isEqualTo(bytes);
        assertThat(shown("live.resources")).isOne();
        store.close();
    }

    @Test
    void whatRetentionTakesIsNotShownAnyMore() throws IOException {
        EmbeddedStore store = open(64 * 1024);
        for (int offset = 0; offset < 1_000; offset++) {
            store.write(List.of(entry(ALICE, offset, offset + 1)));
        }

        store.maintain(3_000);

        assertThat(shown("first")).isEqualTo(store.firstOffset()).isPositive();
        assertThat(shown("bytes")).isLessThanOrEqualTo(64 * 1024);
        assertThat(shown("oldest.timestamp.seconds")).isGreaterThan(1);
        assertThat(shown("live.resources")).isEqualTo(10);
        store.close();
    }

    @Test
    void aFaultIsShownAsLongAsItLasts() throws IOException {
        EmbeddedStore store = EmbeddedStore.open(
                withMinFree(500), EPOCH, meters, new Surroundings(free::get, Machine.here(), Witnesses::of));
        free.set(499);
        assertThatThrownBy(() -> store.write(List.of(entry(ALICE, 0, 1)))).isInstanceOf(IOException.class);

        assertThat(shown("fault")).isOne();

        free.set(500);
        store.maintain(0);
        assertThat(shown("fault")).isZero();
        store.close();
    }

    private EmbeddedOptions withMinFree(long minFreeBytes) {
        EmbeddedOptions usual = LogFolder.options(folder);
        return new EmbeddedOptions(
                folder,
                usual.witness(),
                usual.retentionAge(),
                usual.retentionBytes(),
                usual.shareBytes(),
                usual.sync(),
                usual.syncInterval(),
                minFreeBytes,
                usual.terminalTypes(),
                usual.liveBounds(),
                usual.routing());
    }
}
