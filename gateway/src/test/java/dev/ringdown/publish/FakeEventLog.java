package dev.ringdown.publish;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventName;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.Located;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A log that acknowledges when the test says so, or fails. Confined to the test. */
public final class FakeEventLog implements EventLog {
    private record Waiting(List<Event> events, CompletableFuture<List<Appended>> done) {}

    final List<Event> stored = new ArrayList<>();
    private final Map<EventName, Appended> byName = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean slow;
    private @Nullable Exception failure;

    /** Appends wait until {@link #acknowledge}. */
    public void takeYourTime() {
        slow = true;
    }

    public void acknowledge() {
        waiting.forEach(append -> append.done.complete(store(append.events)));
        waiting.clear();
    }

    public List<Event> stored() {
        return stored;
    }

    /** Every further append fails. */
    public void fail(Exception reason) {
        failure = reason;
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        if (slow) {
            Waiting append = new Waiting(events, new CompletableFuture<>());
            waiting.add(append);
            return append.done;
        }
        return CompletableFuture.completedFuture(store(events));
    }

    private List<Appended> store(List<Event> events) {
        List<Appended> places = new ArrayList<>();
        for (Event event : events) {
            EventName name = event.name();
            Appended first = byName.get(name);
            if (first == null) {
                stored.add(event);
                Appended place = new Appended(event.name().id(), new Sequence(7, stored.size() - 1), false);
                byName.put(name, place);
                places.add(place);
            } else {
                places.add(new Appended(event.name().id(), first.sequence(), true));
            }
        }
        return places;
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
    public Located locate(Sequence sequence) {
        throw new UnsupportedOperationException("publishing does not read");
    }

    @Override
    public long epoch() {
        return 7;
    }

    @Override
    public long firstOffset() {
        return 0;
    }

    @Override
    public long firstOffset(UUID customer) {
        return 0;
    }

    @Override
    public @Nullable String fault() {
        return null;
    }

    @Override
    public LiveTail tail() {
        throw new UnsupportedOperationException("publishing does not follow");
    }

    @Override
    public void close() {}
}
