package dev.ringdown.catchup;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.fanout.Turns;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.StoredLog;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.microbench.CallEvent;
import dev.ringdown.microbench.SteppedLoop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of a walk: up to 64 KiB or 128 entries are found and handed over; making frames of them is not in it. They come
 * from the live tail, or from slices that were read before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CatchUpBenchmark {
    private static final int ENTRIES = 8_192;

    @Param({"tail", "slices"})
    String from;

    private final CallEvent event = CallEvent.any();
    private final Turns.Place place = Turns.Place.of(event.customer(), "agent", "s1");
    private final SteppedLoop loop = new SteppedLoop();
    private final Taker taker = new Taker();
    private EventLog log;
    private SharedReads reads;

    /** Takes everything that it is given. */
    private static final class Taker implements Follower {
        private int taken;

        @Override
        public int tests() {
            return 0;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean wants(LogEntry entry) {
            return true;
        }

        @Override
        public boolean isCrowded() {
            return false;
        }

        @Override
        public void deliver(List<LogEntry> entries, Runnable then) {
            taken += entries.size();
            then.run();
        }

        @Override
        public long liveOffset() {
            return ENTRIES - 1;
        }

        @Override
        public void whenLive(long offset, Runnable task) {
            throw new IllegalStateException("the walk is ahead of live delivery");
        }

        @Override
        public void onGap(long afterNumber, long beforeNumber) {
            throw new IllegalStateException("a gap after number " + afterNumber);
        }

        @Override
        public void onOverdue() {
            throw new IllegalStateException("a read was not answered");
        }

        @Override
        public void onCaughtUp() {
            taken = 0;
        }
    }

    @Setup
    public void append() {
        LiveResourceIndex live = new LiveResourceIndex(
                new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(10_000, Long.MAX_VALUE));
        int tailEntries = from.equals("tail") ? ENTRIES : 2;
        StoredLog stored = new StoredLog(
                new MemoryStore(1, 1L << 30, Duration.ofDays(1), live),
                new LogOptions(tailEntries, 1L << 30, 10_000, 1L << 30, 1_000, Duration.ZERO, 0),
                Clock.systemUTC());
        log = stored;
        var unused = stored.append(Collections.nCopies(ENTRIES, event.event()));
        stored.appender().turn();
        GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry());
        reads = new SharedReads(
                log,
                new ReadQueue(Runnable::run, 1, 10_000, metrics),
                new ReadOptions(1L << 30, 1 << 20, ENTRIES, Duration.ofMinutes(1), Duration.ofSeconds(2)));
        walkToItsEnd(); // reads every slice once
    }

    private void walkToItsEnd() {
        begin();
        while (loop.runOne()) {
            // a step offers the next one
        }
    }

    private void begin() {
        new CatchUp(loop, place, reads, event.customer(), taker, WalkStart.after(-1, 0)).resume();
    }

    @TearDown
    public void close() {
        log.close();
    }

    @Benchmark
    public int step() {
        if (!loop.runOne()) {
            begin();
        }
        return taker.taken;
    }
}
