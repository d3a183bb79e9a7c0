package dev.ringdown.testing;

import dev.ringdown.event.Event;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.Located;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A log without an appender's thread: what a test appends is there at once. Only the test appends; anybody reads. */
public final class TestLog implements EventLog {
    private final MemoryStore store;
    private final LiveTail tail;
    private final Map<UUID, Long> numbers = new HashMap<>();
    private long nextOffset;
    private int reads;
    private int readsBack;
    private int snapshots;

    /** @param tailEntries entries that the tail holds, a power of two */
    public TestLog(int tailEntries) {
        this(tailEntries, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * @param maxBytes of everybody
     * @param shareBytes of one customer, when there are so many
     */
    public TestLog(int tailEntries, long maxBytes, long shareBytes) {
        this.store = new MemoryStore(
                TestEvent.EPOCH,
                maxBytes,
                shareBytes,
                Duration.ofMillis(10),
                new LiveResourceIndex(
                        new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(3, Long.MAX_VALUE)),
                LogMeters.NONE);
        this.tail = new LiveTail(-1, tailEntries, Long.MAX_VALUE);
    }

    /** Appends on the caller's thread. */
    public void append(TestEvent event) {
        append(0, event);
    }

    void append(long nanos, TestEvent... events) {
        List<LogEntry> entries = new ArrayList<>();
        for (TestEvent event : events) {
            entries.add(event.at(nextOffset++, numbers.merge(event.customer(), 1L, Long::sum), nanos));
        }
        store.write(entries);
        tail.publish(entries);
    }

    /** Retention drops everything that is there now. */
    public void dropEverything() {
        store.maintain(MutableClock.START.toEpochMilli() + 1_000);
    }

    /** How often somebody read from the store, not from the tail. */
    public int reads() {
        return reads;
    }

    /** How often somebody walked back through the store. */
    public int readsBack() {
        return readsBack;
    }

    /** How often somebody asked what is alive. */
    public int snapshots() {
        return snapshots;
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        throw new UnsupportedOperationException("the tests append by themselves");
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        reads++;
        return store.read(customer, afterOffset, maxEntries);
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        readsBack++;
        return store.readBack(customer, beforeOffset, maxEntries);
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        snapshots++;
        return store.liveResources(customer);
    }

    @Override
    public long epoch() {
        return TestEvent.EPOCH;
    }

    @Override
    public @Nullable Located locate(Sequence sequence) {
        if (sequence.epoch() != TestEvent.EPOCH) {
            return new Located(-1, false);
        }
        return sequence.offset() < nextOffset ? new Located(sequence.offset(), true) : null;
    }

    @Override
    public long firstOffset() {
        return store.firstOffset();
    }

    @Override
    public long firstOffset(UUID customer) {
        return store.firstOffset(customer);
    }

    @Override
    public @Nullable String fault() {
        return null;
    }

    @Override
    public LiveTail tail() {
        return tail;
    }

    @Override
    public void close() {
        store.close();
    }
}
