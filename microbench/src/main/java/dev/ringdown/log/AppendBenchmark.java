package dev.ringdown.log;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventName;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.embedded.EmbeddedOptions;
import dev.ringdown.log.embedded.EmbeddedStore;
import dev.ringdown.log.embedded.SyncPolicy;
import dev.ringdown.log.embedded.WitnessPlace;
import dev.ringdown.microbench.CallEvent;
import dev.ringdown.microbench.ContactCentre;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Appending a batch of events and waiting until it is acknowledged; the figures are those of one event. Limits are a
 * gateway's by default, but for what is retained. With {@code synced} every batch is on the disk first ({@code
 * log.sync=always}), with {@code interval} it is within a second, as by default.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AppendBenchmark {
    private static final int BATCH = 1_000;
    private static final long RETAINED_BYTES = 128L << 20;
    private static final LiveResourceIndex.Bounds LIVE = new LiveResourceIndex.Bounds(10_000, Long.MAX_VALUE);
    private static final int CUSTOMERS = 10;

    /** Where entries are kept. */
    public enum Kept {
        MEMORY,
        INTERVAL,
        SYNCED
    }

    @Param
    Kept kept;

    private Path folder;
    private StoredLog log;
    private final List<Event> templates = new ArrayList<>();
    private long published;

    @Setup
    public void open() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CUSTOMERS; i++) {
            ContactCentre customer = new ContactCentre(random);
            for (int agent = 0; agent < ContactCentre.AGENTS; agent++) {
                templates.add(customer.callOf(agent).event());
            }
        }
        folder = Files.createTempDirectory("ringdown-microbench");
        LogOptions options =
                new LogOptions(65_536, 64L << 20, 10_000, 64L << 20, 1_000, Duration.ofMinutes(5), 100_000);
        log = new StoredLog(store(), options, Clock.systemUTC()).start();
    }

    private Store store() throws IOException {
        TerminalTypes terminal = new TerminalTypes(TerminalTypes.DEFAULT);
        if (kept == Kept.MEMORY) {
            LiveResourceIndex live = new LiveResourceIndex(terminal, LIVE);
            return new MemoryStore(1, RETAINED_BYTES, Duration.ofDays(1), live);
        }
        EmbeddedOptions options = new EmbeddedOptions(
                folder,
                new WitnessPlace.Memory(),
                Duration.ofDays(1),
                4 * RETAINED_BYTES,
                RETAINED_BYTES,
                kept == Kept.SYNCED ? SyncPolicy.ALWAYS : SyncPolicy.INTERVAL,
                Duration.ofSeconds(1),
                0,
                terminal,
                LIVE,
                new RoutingTable(RoutingTable.VOIPBIN, 256));
        return EmbeddedStore.open(options, System.currentTimeMillis() / 1_000);
    }

    @TearDown
    public void close() throws IOException {
        log.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public AppendOutcome append() {
        List<Event> events = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            events.add(next());
        }
        return log.append(events).join();
    }

    /** An event that was not there before; making it costs little beside appending it. */
    private Event next() {
        Event event = templates.get((int) (published % templates.size()));
        EventName name = new EventName("/" + CallEvent.PUBLISHER, Long.toString(published++));
        return new Event(
                event.customer(),
                name,
                event.type(),
                event.topics(),
                event.moment(),
                event.json(),
                event.receivedNanos());
    }
}
