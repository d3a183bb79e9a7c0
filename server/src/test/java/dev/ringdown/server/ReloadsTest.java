package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.config.ConfigException;
import dev.ringdown.config.ConfigReader;
import dev.ringdown.config.EffectiveConfig;
import dev.ringdown.config.RingdownConfig;
import dev.ringdown.current.Replaceable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration is read again as a whole or not at all. The test looks at the files; nothing waits. */
class ReloadsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Path file = Path.of("");
    private EffectiveConfig started = read(null);
    private Replaceable<RingdownConfig> current = new Replaceable<>(started.tree());
    private Reloads reloads = reloads();

    private static EffectiveConfig read(@Nullable Path file) {
        try {
            return ConfigReader.read(List.of(), file, Map.of(), List.of());
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    private Reloads reloads() {
        return new Reloads(
                current,
                started,
                running -> ConfigReader.readAgain(List.of(), file, Map.of(), List.of(), running),
                new ReloadMetrics(meters, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("r.conf"), "limits.connections-per-address = 5\n");
        started = read(file);
        meters = new SimpleMeterRegistry();
        current = new Replaceable<>(started.tree());
        reloads = reloads();
    }

    private int perAddress() {
        return current.get().limits().maxConnectionsPerAddress();
    }

    private double count(String result) {
        return meters.get("ringdown.reloads").tag("result", result).counter().count();
    }

    private double time(String result) {
        return meters.get("ringdown.reload." + result + ".timestamp.seconds")
                .gauge()
                .value();
    }

    @Test
    void whatIsReadAgainHolds() throws IOException {
        Files.writeString(file, "limits.connections-per-address = 66\n");

        reloads.reload("SIGHUP");

        assertThat(perAddress()).isEqualTo(66);
        assertThat(count("good")).isOne();
        assertThat(time("good")).isEqualTo(NOW.getEpochSecond());
        assertThat(time("bad")).isZero();
    }

    @Test
    void aBrokenFileChangesNothing() throws IOException {
        Files.writeString(file, "limits.connections-per-address = 66\nserver.port = x\nno.such = 1\n");

        reloads.reload("SIGHUP");

        assertThat(perAddress()).isEqualTo(5);
        assertThat(count("bad")).isOne();
        assertThat(count("good")).isZero();
        assertThat(time("bad")).isEqualTo(NOW.getEpochSecond());
    }

    @Test
    void aFileThatHasChangedIsReadWhenItHasStayedSo() throws IOException {
        Files.writeString(file, "limits.connections-per-address = 66\n");
        reloads.lookAtFiles();
        int afterOneLook = perAddress();

        reloads.lookAtFiles();
        reloads.lookAtFiles();
        reloads.lookAtFiles();

        assertThat(afterOneLook).isEqualTo(5);
        assertThat(perAddress()).isEqualTo(66);
        assertThat(count("good")).as("read once").isOne();
    }

    @Test
    void aFileThatIsStillWrittenIsWaitedFor() throws IOException {
        Files.writeString(file, "limits.connections-per-address = 66\n");
        reloads.lookAtFiles();
        Files.writeString(file, "limits.connections-per-address = 777\n");
        reloads.lookAtFiles();
        int whileItChanges = perAddress();

        reloads.lookAtFiles();

        assertThat(whileItChanges).isEqualTo(5);
        assertThat(perAddress()).isEqualTo(777);
    }

    @Test
    void aFileThatIsGoneIsAFaultUntilItIsBack() throws IOException {
        Files.delete(file);
        reloads.lookAtFiles();
        reloads.lookAtFiles();
        int withoutIt = perAddress();
        Files.writeString(file, "limits.connections-per-address = 66\n");

        reloads.lookAtFiles();
        reloads.lookAtFiles();

        assertThat(withoutIt).isEqualTo(5);
        assertThat(count("bad")).isOne();
        assertThat(perAddress()).isEqualTo(66);
    }
}
