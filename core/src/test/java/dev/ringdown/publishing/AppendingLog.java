package dev.ringdown.publishing;

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
import org.jspecify.annotations.Nullable;

/** A log that answers an append when and as the test says. Confined to the test. */
final class AppendingLog implements EventLog {
    private final CompletableFuture<List<Appended>> answer = new CompletableFuture<>();
    private int appends;

    void answer(Appended... places) {
        answer.complete(List.of(places));
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    int appends() {
        return appends;
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        appends++;
        return answer;
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        throw new UnsupportedOperationException("publishing does not read");
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        throw new UnsupportedOperationException("publishing does not read");
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        throw new UnsupportedOperationException("publishing does not read");
    }

    @Override
    public @Nullable Located locate(Sequence sequence) {
        throw new UnsupportedOperationException("publishing does not read");
    }

    @Override
    public long epoch() {
        throw new UnsupportedOperationException("publishing does not ask");
    }

    @Override
    public long firstOffset() {
        throw new UnsupportedOperationException("publishing does not ask");
    }

    @Override
    public long firstOffset(UUID customer) {
        throw new UnsupportedOperationException("publishing does not ask");
    }

    @Override
    public @Nullable String fault() {
        throw new UnsupportedOperationException("publishing does not ask");
    }

    @Override
    public LiveTail tail() {
        throw new UnsupportedOperationException("publishing does not follow");
    }

    @Override
    public void close() {}
}
