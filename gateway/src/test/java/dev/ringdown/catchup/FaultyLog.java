package dev.ringdown.catchup;

import dev.ringdown.event.Event;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.Located;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Sequence;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A log whose reads do what the test says. Confined to the test. */
final class FaultyLog implements EventLog {
    private final LiveTail tail = new LiveTail(-1, 2, Long.MAX_VALUE);
    private final Supplier<LogSlice> onRead;

    FaultyLog(Supplier<LogSlice> onRead) {
        this.onRead = onRead;
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        return onRead.get();
    }

    @Override
    public LiveTail tail() {
        return tail;
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        throw unexpected();
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        throw unexpected();
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        throw unexpected();
    }

    @Override
    public long epoch() {
        throw unexpected();
    }

    @Override
    public Located locate(Sequence sequence) {
        throw unexpected();
    }

    @Override
    public long firstOffset() {
        throw unexpected();
    }

    @Override
    public long firstOffset(UUID customer) {
        throw unexpected();
    }

    @Override
    public String fault() {
        throw unexpected();
    }

    @Override
    public void close() {}

    private static UnsupportedOperationException unexpected() {
        return new UnsupportedOperationException("shared reads only read");
    }
}
