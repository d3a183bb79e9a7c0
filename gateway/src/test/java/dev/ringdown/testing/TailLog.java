package dev.ringdown.testing;

import dev.ringdown.event.Event;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.LogEntry;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A log that is nothing but its tail, into which a test appends. */
public final class TailLog implements EventLog {
    private final LiveTail tail = new LiveTail(-1, 1024, Long.MAX_VALUE);
    private long nextOffset;

    /** Appends on the caller's thread. */
    public void append(TestEvent event) {
        tail.publish(List.of(event.at(nextOffset++, 0)));
    }

    @Override
    public LiveTail tail() {
        return tail;
    }

    @Override
    public long epoch() {
        return TestEvent.EPOCH;
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        throw new UnsupportedOperationException("nobody publishes here");
    }

    @Override
    public List<LogEntry> read(UUID customer, long afterOffset, int maxEntries) {
        throw new UnsupportedOperationException("nobody reads here");
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
    public void close() {}
}
