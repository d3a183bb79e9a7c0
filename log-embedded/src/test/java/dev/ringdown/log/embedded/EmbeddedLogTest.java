package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static java.util.Objects.requireNonNull;

import dev.ringdown.log.EventLog;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.StoredLog;
import dev.ringdown.log.contract.EventLogContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The log in a folder does what every log must. */
class EmbeddedLogTest extends EventLogContract {
    @TempDir
    private Path folder = Path.of("");

    private @Nullable StoredLog opened;

    @Override
    protected EventLog open() throws IOException {
        StoredLog log = new StoredLog(
                EmbeddedStore.open(LogFolder.options(folder), EPOCH),
                new LogOptions(64, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 1_000),
                Clock.systemUTC(),
                LogMeters.NONE,
                offsetAfter());
        opened = log;
        return log;
    }

    /** How offsets ascend. */
    LongUnaryOperator offsetAfter() {
        return offset -> offset + 1;
    }

    @Override
    protected void turn() {
        requireNonNull(opened).appender().turn();
    }
}
