package dev.ringdown.log;

import dev.ringdown.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongUnaryOperator;

/**
 * The one who writes a log. Whatever was offered while it was busy is written together, made durable together and
 * acknowledged together, in a turn. {@link #offer} is thread-safe; turns are taken by one thread, or by a test.
 */
public final class Appender {
    static final long MAINTAIN_EVERY_MILLIS = 1_000;

    private final Store store;
    private final LiveTail tail;
    private final LogClock clock;
    private final LogMeters.Timing writes;
    private final AppendQueue<Append> queue;
    private final Placing placing;

    private volatile boolean closed;
    private volatile boolean ended;

    // Only who takes the turns touches these.
    private final List<Append> batch = new ArrayList<>();
    private long lastMaintenanceMillis;

    Appender(
            Store store,
            LiveTail tail,
            LogOptions options,
            LogClock clock,
            LogMeters meters,
            LongUnaryOperator offsetAfter) {
        this.store = store;
        this.tail = tail;
        this.clock = clock;
        this.writes = writes(meters);
        this.queue = Append.queue(options, meters);
        Duplicates duplicates =
                new DuplicateWindow(options.duplicateWindow(), options.duplicateEvents(), options.agelessEvents());
        this.placing = new Placing(store, tail, duplicates, clock.millis(), meters, offsetAfter);
    }

    /** How long the store took for what was given to it at once. */
    public static LogMeters.Timing writes(LogMeters meters) {
        return meters.timing(
                "ringdown.log.writes",
                "what waited together, given to the store until it is as durable as that makes it");
    }

    /** See {@link EventLog#append}. */
    CompletableFuture<AppendOutcome> offer(List<Event> events) {
        Append append = Append.of(events);
        AppendQueue.Refusal refusal = closed ? AppendQueue.Refusal.ENDED : queue.offer(append.load(), append);
        if (refusal != null) {
            append.refuse(refusal.text(), refusal.limit());
        }
        return append.done();
    }

    /** Waits until there is something for a turn, or until the store is to be looked after. */
    void await() throws InterruptedException {
        batch.addAll(queue.take(MAINTAIN_EVERY_MILLIS));
    }

    /** One turn: what waits is stored, announced and acknowledged; now and then the store is looked after. */
    public void turn() {
        clock.look();
        if (clock.setByMillis() != 0) {
            store.clockSet(clock.setByMillis());
        }
        if (batch.isEmpty()) {
            batch.addAll(queue.poll());
        }
        if (!batch.isEmpty()) {
            try {
                write();
            } catch (RuntimeException | Error e) { // a bug; whether the events were stored is not known
                batch.forEach(append -> append.done().completeExceptionally(e));
                throw e;
            } finally {
                batch.clear();
            }
        }
        maintainNowAndThen();
    }

    private void write() {
        placing.begin(clock.millis(), clock.elapsedMillis());
        List<List<Appended>> places = new ArrayList<>(batch.size());
        for (Append append : batch) {
            places.add(placing.place(append.events()));
        }
        List<LogEntry> entries = placing.entries();
        long begunNanos = System.nanoTime();
        try {
            store.write(entries);
        } catch (UnknownWriteException e) {
            placing.takeBack();
            answerAll(new AppendOutcome.Unknown(Append.attempt(entries.size()) + e.getMessage()
                    + " (not known whether they were stored: send the same ids again)"));
            return;
        } catch (IOException e) {
            placing.takeBack();
            answerAll(new AppendOutcome.Refused(
                    Append.attempt(entries.size()) + e.getMessage() + " (nothing was stored)", null));
            return;
        } catch (RuntimeException e) { // a bug of the store, which is not to stop the log
            placing.takeBack();
            for (Append append : batch) {
                queue.release(append.load().bytes());
                append.done().completeExceptionally(e);
            }
            return;
        }
        writes.took(System.nanoTime() - begunNanos);
        placing.stored(); // first: who knows of an entry must find it counted
        tail.publish(entries);
        placing.countForgotten();
        for (int i = 0; i < batch.size(); i++) {
            answer(batch.get(i), new AppendOutcome.Stored(places.get(i)));
        }
    }

    /** How many entries every customer has in the store. Thread-safe. */
    CustomerCounts counts() {
        return placing.counts();
    }

    private void answerAll(AppendOutcome outcome) {
        for (Append append : batch) {
            answer(append, outcome);
        }
    }

    private void answer(Append append, AppendOutcome outcome) {
        queue.release(append.load().bytes());
        append.done().complete(outcome);
    }

    private void maintainNowAndThen() {
        long now = clock.elapsedMillis();
        if (now - lastMaintenanceMillis >= MAINTAIN_EVERY_MILLIS) {
            lastMaintenanceMillis = now;
            store.maintain(clock.millis());
        }
    }

    /** Takes no further appends; those that wait are for the turns that follow. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed || ended;
    }

    /** Whether it is closed, and no turn is left to take. */
    boolean isDone() {
        return closed && queue.waiting() == 0;
    }

    /** No turn follows, also after a bug: whoever waits is told that nothing was stored. */
    void end() {
        ended = true;
        AppendQueue.Refusal refusal = AppendQueue.Refusal.ENDED;
        for (Append append : queue.end()) {
            queue.release(append.load().bytes());
            append.refuse(refusal.text(), refusal.limit());
        }
    }
}
