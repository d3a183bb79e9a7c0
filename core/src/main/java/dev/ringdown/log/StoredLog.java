package dev.ringdown.log;

import dev.ringdown.event.Event;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A log over a {@link Store}, which one {@link Appender} writes: on a thread of its own once the log was {@link #start
 * started}, else whenever somebody takes a turn. Thread-safe.
 */
public final class StoredLog extends LogOverStore {
    private final Store store;
    private final Appender appender;
    private final LogThread thread = new LogThread("log-appender");

    private boolean closedHere; // guarded by this; without having been started

    /** A log that nobody counts, whose clock nobody sets. */
    public StoredLog(Store store, LogOptions options, Clock clock) {
        this(store, options, clock, LogMeters.NONE);
    }

    /** The same for one that is counted. */
    public StoredLog(Store store, LogOptions options, Clock clock, LogMeters meters) {
        this(store, options, clock, meters, offset -> offset + 1);
    }

    /** The same for a log whose offsets somebody else gives. */
    public StoredLog(Store store, LogOptions options, Clock clock, LogMeters meters, LongUnaryOperator offsetAfter) {
        this(store, options, clock, () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()), meters, offsetAfter);
    }

    /**
     * A log that begins where its store ends; {@link #close()} closes the store.
     *
     * @param clock the time of day, which may be set at any time
     * @param nanoTime a clock that nobody sets
     */
    public StoredLog(Store store, LogOptions options, Clock clock, LongSupplier nanoTime, LogMeters meters) {
        this(store, options, clock, nanoTime, meters, offset -> offset + 1);
    }

    /**
     * The same for a log whose offsets somebody else gives, so that there are holes between them.
     *
     * @param offsetAfter gives the offset that comes after one: a greater one
     */
    private StoredLog(
            Store store,
            LogOptions options,
            Clock clock,
            LongSupplier nanoTime,
            LogMeters meters,
            LongUnaryOperator offsetAfter) {
        super(store, options);
        this.store = store;
        this.appender = new Appender(store, tail(), options, new LogClock(clock, nanoTime), meters, offsetAfter);
    }

    /** Lets the appender take its turns on a thread of its own, until the log is closed. */
    public StoredLog start() {
        thread.start(this::run);
        return this;
    }

    private void run() {
        Ended how = Ended.LOST;
        try {
            while (!appender.isDone()) {
                try {
                    appender.await();
                } catch (InterruptedException e) {
                    appender.close(); // only close() interrupts; what waits is still written
                }
                appender.turn();
            }
            how = Ended.CLOSED;
        } finally { // also after a bug: whoever waits is told, and fault() says so
            appender.end();
            end(how);
        }
    }

    /** Who writes this log; it takes its turns by itself if the log was started. */
    public Appender appender() {
        return appender;
    }

    @Override
    public CompletableFuture<AppendOutcome> append(List<Event> events) {
        return appender.offer(events);
    }

    @Override
    protected CustomerCounts counts() {
        return appender.counts();
    }

    @Override
    protected List<Epoch> epochs() {
        return store.epochs();
    }

    @Override
    public @Nullable String fault() {
        return appender.isClosed() ? AppendQueue.Refusal.ENDED.text() : store.fault();
    }

    @Override
    public void close() {
        appender.close();
        if (thread.isStarted()) {
            thread.interrupt();
            thread.join();
        } else {
            endHere();
        }
    }

    /** The log was never started: whoever closes it takes the turns that are left. */
    private synchronized void endHere() {
        if (closedHere) {
            return;
        }
        closedHere = true;
        while (!appender.isDone()) {
            appender.turn();
        }
        appender.end();
        end(Ended.CLOSED);
    }
}
