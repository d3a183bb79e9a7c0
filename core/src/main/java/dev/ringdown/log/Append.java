package dev.ringdown.log;

import dev.ringdown.event.Event;
import dev.ringdown.protocol.Limit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Events that somebody wants to be appended together.
 *
 * @param done completes with what became of them, or fails by a bug
 */
public record Append(List<Event> events, AppendLoad load, CompletableFuture<AppendOutcome> done) {
    /** Who comes while something is written waits for all of it. */
    private static final long BYTES_PER_WRITE = 2 * 1024 * 1024;

    /** What is noted of a customer is noted once a write: a large one saves much of that for many, and nothing for one. */
    private static final long BYTES_OF_ONE_PER_WRITE = 256 * 1024;

    /** Where appends wait for whoever writes a log. */
    public static AppendQueue<Append> queue(LogOptions options, LogMeters meters) {
        AppendQueue<Append> queue = new AppendQueue<>(new AppendQueue.Bounds(
                options.queuedAppends(),
                options.queuedBytes(),
                options.appendShare(),
                options.appendsPerWrite(),
                BYTES_PER_WRITE,
                BYTES_OF_ONE_PER_WRITE));
        meters.gauge("ringdown.log.appends.waiting", "appends that wait for the appender", queue::waiting);
        meters.gauge(
                "ringdown.log.bytes.waiting",
                "bytes of events that wait for the appender, or that it writes",
                queue::bytes);
        return queue;
    }

    public static Append of(List<Event> events) {
        return new Append(List.copyOf(events), AppendLoad.of(events), new CompletableFuture<>());
    }

    /** Tells that nothing was stored; {@code limit} is the one that was reached, or null if that is not why. */
    public void refuse(String reason, @Nullable Limit limit) {
        String where = limit == null ? "" : ", " + limit;
        done.complete(
                new AppendOutcome.Refused(attempt(events.size()) + reason + where + " (nothing was stored)", limit));
    }

    /** How a message begins that says why so many events were not appended. */
    public static String attempt(int events) {
        return "cannot append " + events + " events: ";
    }
}
