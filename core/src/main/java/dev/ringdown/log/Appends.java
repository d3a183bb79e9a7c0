package dev.ringdown.log;

import dev.ringdown.event.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where events are appended: all that publishing needs to know of a log. Thread-safe. */
public interface Appends {
    /**
     * Appends events, in order, all or none.
     *
     * @return completes with what became of them; fails only by a bug, and then nobody knows. Completed on the appender's
     *     thread: do not block in it
     */
    CompletableFuture<AppendOutcome> append(List<Event> events);
}
