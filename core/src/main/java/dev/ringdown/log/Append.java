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
record Append(List<Event> events, AppendLoad load, CompletableFuture<AppendOutcome> done) {
    static Append of(List<Event> events) {
        return new Append(List.copyOf(events), AppendLoad.of(events), new CompletableFuture<>());
    }

    /** Tells that nothing was stored; {@code limit} is the one that was reached, or null if that is not why. */
    void refuse(String reason, @Nullable Limit limit) {
        String where = limit == null ? "" : ", " + limit;
        done.complete(
                new AppendOutcome.Refused(attempt(events.size()) + reason + where + " (nothing was stored)", limit));
    }

    /** How a message begins that says why so many events were not appended. */
    static String attempt(int events) {
        return "cannot append " + events + " events: ";
    }
}
