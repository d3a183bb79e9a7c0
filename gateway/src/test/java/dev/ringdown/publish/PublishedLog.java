package dev.ringdown.publish;

import dev.ringdown.event.Event;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appends;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.StoredLog;
import dev.ringdown.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A log in memory whose appender has its turn with every append, or when the test says so; or one that answers what the test
 * says. Confined to the test.
 */
public final class PublishedLog implements Appends {
    private static final LogOptions OPTIONS =
            new LogOptions(16, 1 << 20, 1_000, 1 << 20, 100, Duration.ofMinutes(5), 1_000);

    private final StoredLog log = new StoredLog(
            new MemoryStore(
                    7,
                    1 << 20,
                    Duration.ofDays(1),
                    new LiveResourceIndex(
                            new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(1, Long.MAX_VALUE))),
            OPTIONS,
            new MutableClock());
    private final List<Event> stored = new ArrayList<>();
    private boolean slow;
    private @Nullable CompletableFuture<AppendOutcome> answer;

    /** Appends wait until {@link #acknowledge}. */
    public void takeYourTime() {
        slow = true;
    }

    public void acknowledge() {
        log.appender().turn();
    }

    /** The events that were stored, each once. */
    public List<Event> stored() {
        return stored;
    }

    /** Every further append ends so. */
    public void answer(AppendOutcome outcome) {
        answer = CompletableFuture.completedFuture(outcome);
    }

    /** Every further append meets a bug. */
    public void fail(RuntimeException bug) {
        answer = CompletableFuture.failedFuture(bug);
    }

    @Override
    public CompletableFuture<AppendOutcome> append(List<Event> events) {
        if (answer != null) {
            return answer;
        }
        CompletableFuture<AppendOutcome> append = log.append(events);
        CompletableFuture<AppendOutcome> noted = append.thenApply(outcome -> note(events, outcome));
        if (!slow) {
            log.appender().turn();
        }
        return noted;
    }

    private AppendOutcome note(List<Event> events, AppendOutcome outcome) {
        if (outcome instanceof AppendOutcome.Stored places) {
            for (int i = 0; i < events.size(); i++) {
                if (!places.places().get(i).duplicate()) {
                    stored.add(events.get(i));
                }
            }
        }
        return outcome;
    }
}
