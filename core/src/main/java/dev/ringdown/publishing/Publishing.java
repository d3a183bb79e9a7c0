package dev.ringdown.publishing;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Event;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LogUnavailableException;
import dev.ringdown.protocol.Limit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into the log for whoever has read some, counts what became of them, and says it. Every source of events
 * goes this way, so that they are counted and refused alike. Thread-safe.
 */
public final class Publishing {
    private final EventLog log;
    private final PublishMeters meters;

    public Publishing(EventLog log, PublishMeters meters) {
        this.log = requireNonNull(log, "log");
        this.meters = requireNonNull(meters, "meters");
    }

    /**
     * Appends events, in order, all or none.
     *
     * @return completes once the log has acknowledged them, or has not; never fails. Completed on the appender's thread:
     *     do not block in it
     */
    public CompletableFuture<Verdict> append(List<Event> events) {
        if (events.isEmpty()) {
            return CompletableFuture.completedFuture(new Verdict.Stored(List.of()));
        }
        return log.append(events).handle((places, failure) -> failure == null ? stored(places) : notStored(failure));
    }

    /** Refuses what could not be read as an event. */
    public Verdict.Refused refuse(InvalidEventException fault) {
        return refuse(Verdict.Reason.of(fault.kind()), String.valueOf(fault.getMessage()));
    }

    /** Refuses events before the log has seen them. */
    public Verdict.Refused refuse(Verdict.Reason reason, String detail) {
        countLimit(reason.limit());
        return new Verdict.Refused(reason, detail);
    }

    private Verdict stored(List<Appended> places) {
        int duplicates = (int) places.stream().filter(Appended::duplicate).count();
        meters.appended(places.size() - duplicates, duplicates);
        return new Verdict.Stored(places);
    }

    private Verdict notStored(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof LogUnavailableException unavailable) {
            countLimit(unavailable.limit());
            return new Verdict.Unavailable(String.valueOf(unavailable.getMessage()));
        }
        return new Verdict.Failed(cause);
    }

    private void countLimit(@Nullable Limit limit) {
        if (limit != null) {
            meters.limitReached(limit);
        }
    }
}
