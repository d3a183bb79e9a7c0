package dev.ringdown.testing;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.MemoryStore;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store in memory that counts who reads it, and whose reads do what the test says. Only the test writes; anybody reads. */
public final class TestStore extends MemoryStore {
    private @Nullable Supplier<LogSlice> onRead;
    private int reads;
    private int readsBack;
    private int snapshots;

    /**
     * @param maxBytes of everybody
     * @param shareBytes of one customer, when there are so many
     */
    public TestStore(long maxBytes, long shareBytes) {
        super(
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
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        reads++;
        return onRead == null ? super.read(customer, afterOffset, maxEntries) : onRead.get();
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        readsBack++;
        return super.readBack(customer, beforeOffset, maxEntries);
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        snapshots++;
        return super.liveResources(customer);
    }
}
