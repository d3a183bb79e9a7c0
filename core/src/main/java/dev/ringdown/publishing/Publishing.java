package dev.ringdown.publishing;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Event;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appended;
import dev.ringdown.log.Appends;
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
    private final Appends log;
    private final PublishMeters meters;
    private final CustomerBudgets budgets;

    /** One whose customers have no budgets. */
    public Publishing(Appends log, PublishMeters meters) {
        this(log, meters, CustomerBudgets.UNLIMITED);
    }

    public Publishing(Appends log, PublishMeters meters, CustomerBudgets budgets) {
        this.log = requireNonNull(log, "log");
        this.meters = requireNonNull(meters, "meters");
        this.budgets = requireNonNull(budgets, "budgets");
    }

    /** Why events must wait for their customers' budgets, all of them, or null: then they are counted, and may be appended. */
    public Verdict.@Nullable OverBudget overBudget(List<Event> events) {
        CustomerBudgets.Exceeded exceeded = budgets.tryTake(events);
        if (exceeded == null) {
            return null;
        }
        countLimit(exceeded.limit());
        return new Verdict.OverBudget(
                exceeded.limit(),
                "customer " + exceeded.customer() + ": too much was published (" + exceeded.limit()
                        + "); nothing was stored",
                exceeded.waitSeconds());
    }

    /**
     * Appends events of a source that cannot make anybody wait, in order, all or none. What was not there already is charged
     * to the customers' budgets, which may be exceeded by it.
     *
     * @return as {@link #append}
     */
    public CompletableFuture<Verdict> appendAndCharge(List<Event> events) {
        return append(events).thenApply(verdict -> {
            if (verdict instanceof Verdict.Stored stored) {
                charge(events, stored.places());
            }
            return verdict;
        });
    }

    private void charge(List<Event> events, List<Appended> places) {
        for (int i = 0; i < events.size(); i++) {
            if (!places.get(i).duplicate()) {
                countLimit(budgets.charge(events.get(i)));
            }
        }
    }

    /**
     * Appends events, in order, all or none. Whether their customers' budgets allow it has been asked.
     *
     * @return completes once the log has acknowledged them, or has not; never fails. Completed on the appender's thread:
     *     do not block in it
     */
    public CompletableFuture<Verdict> append(List<Event> events) {
        if (events.isEmpty()) {
            return CompletableFuture.completedFuture(new Verdict.Stored(List.of()));
        }
        return log.append(events).handle((outcome, failure) -> failure == null ? verdict(outcome) : failed(failure));
    }

    private Verdict verdict(AppendOutcome outcome) {
        if (outcome instanceof AppendOutcome.Stored stored) {
            return stored(stored.places());
        }
        if (outcome instanceof AppendOutcome.Refused refused) {
            countLimit(refused.limit());
            return new Verdict.Unavailable(refused.detail(), refused.limit());
        }
        return new Verdict.Unknown(((AppendOutcome.Unknown) outcome).detail());
    }

    private static Verdict failed(Throwable failure) {
        return new Verdict.Failed(
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
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

    private void countLimit(@Nullable Limit limit) {
        if (limit != null) {
            meters.limitReached(limit);
        }
    }
}
