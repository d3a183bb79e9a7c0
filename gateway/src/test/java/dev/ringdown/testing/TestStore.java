package dev.ringdown.testing;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.Epoch;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.Store;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store in memory that counts who reads it, and whose reads do what the test says. Only the test writes; anybody reads. */
public final class TestStore implements Store {
    private final MemoryStore kept;
    private @Nullable Supplier<LogSlice> onRead;
    private UnaryOperator<LiveResources> onSnapshot = UnaryOperator.identity();
    private int reads;
    private int readsBack;
    private int snapshots;

    /**
     * @param maxBytes of everybody
     * @param shareBytes of one customer, when there are so many
     */
    public TestStore(long maxBytes, long shareBytes) {
        this.kept = new MemoryStore(
                TestEvent.EPOCH,
                maxBytes,
                shareBytes,
                Duration.ofMillis(10),
                new LiveResourceIndex(
                        new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(3, Long.MAX_VALUE)),
                LogMeters.NONE);
    }

    /** Every further read has this for an answer. */
    public void onRead(Supplier<LogSlice> answer) {
        onRead = answer;
    }

    /** Every further snapshot is what this makes of what is alive. */
    public void onSnapshot(UnaryOperator<LiveResources> answer) {
        onSnapshot = answer;
    }

    int reads() {
        return reads;
    }

    int readsBack() {
        return readsBack;
    }

    int snapshots() {
        return snapshots;
    }

    @Override
    public List<Epoch> epochs() {
        return kept.epochs();
    }

    @Override
    public long headOffset() {
        return kept.headOffset();
    }

    @Override
    public long oldestMillis() {
        return kept.oldestMillis();
    }

    @Override
    public long firstOffset() {
        return kept.firstOffset();
    }

    @Override
    public long firstOffset(UUID customer) {
        return kept.firstOffset(customer);
    }

    @Override
    public void write(List<LogEntry> entries) {
        kept.write(entries);
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        reads++;
        return onRead == null ? kept.read(customer, afterOffset, maxEntries) : onRead.get();
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        readsBack++;
        return kept.readBack(customer, beforeOffset, maxEntries);
    }

    @Override
    public long offsetOf(UUID customer, long number) {
        return kept.offsetOf(customer, number);
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        snapshots++;
        return onSnapshot.apply(kept.liveResources(customer));
    }

    @Override
    public void numbers(ObjLongConsumer<UUID> told) {
        kept.numbers(told);
    }

    @Override
    public long offsetBeforeNewest(int entries) {
        return kept.offsetBeforeNewest(entries);
    }

    @Override
    public void recall(long sinceMillis, long afterOffset, Consumer<Recalled> told) {
        kept.recall(sinceMillis, afterOffset, told);
    }

    @Override
    public void maintain(long nowMillis) {
        kept.maintain(nowMillis);
    }

    @Override
    public void clockSet(long byMillis) {
        kept.clockSet(byMillis);
    }

    @Override
    public @Nullable String fault() {
        return kept.fault();
    }

    @Override
    public void close() {
        kept.close();
    }
}
