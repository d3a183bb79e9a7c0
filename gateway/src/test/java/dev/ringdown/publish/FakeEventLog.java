package dev.ringdown.publish;

import dev.ringdown.event.Event;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A log that acknowledges when the test says so, or fails. Confined to the test. */
final class FakeEventLog implements EventLog {
    private record Waiting(List<Event> events, CompletableFuture<List<Appended>> done) {}

    final List<Event> stored = new ArrayList<>();
    private final Map<String, Appended> byName = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean slow;
    private @Nullable Exception failure;

    /** Appends wait until {@link #acknowledge}. */
    void takeYourTime() {
        slow = true;
    }

    void acknowledge() {
        waiting.forEach(append -> append.done.complete(store(append.events)));
        waiting.clear();
    }

    /** Every further append fails. */
    void fail(Exception reason) {
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
            String name = event.source() + ' ' + event.id();
            Appended first = byName.get(name);
            if (first == null) {
                stored.add(event);
                Appended place = new Appended(event.id(), new Sequence(7, stored.size() - 1), false);
                byName.put(name, place);
                places.add(place);
            } else {
                places.add(new Appended(event.id(), first.sequence(), true));
            }
        }
        return places;
    }

    @Override
    public List<LogEntry> read(UUID customer, long afterOffset, int maxEntries) {
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
    public boolean isWritable() {
        return true;
    }

    @Override
    public LiveTail tail() {
        throw new UnsupportedOperationException("publishing does not follow");
    }

    @Override
    public void close() {}
}
