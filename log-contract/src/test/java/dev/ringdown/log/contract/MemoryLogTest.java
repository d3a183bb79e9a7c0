package dev.ringdown.log.contract;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.StoredLog;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The log in memory. */
class MemoryLogTest extends EventLogContract {
    private @Nullable StoredLog opened;

    @Override
    protected EventLog open() {
        LiveResourceIndex live = new LiveResourceIndex(
                new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(100, Long.MAX_VALUE));
        StoredLog log = new StoredLog(
                new MemoryStore(7, 1 << 20, Duration.ofDays(1), live),
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
