package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Event;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A log over a {@link Store}, which one {@link Appender} writes: on a thread of its own once the log was {@link #start
 * started}, else whenever somebody takes a turn. Thread-safe.
 */
public final class StoredLog implements EventLog {
    private final Store store;
    private final LiveTail tail;
    private final Appender appender;

    /** Null until the log is started. */
    private volatile @Nullable Thread thread;

    private boolean closedHere; // guarded by this; without having been started

    private final CompletableFuture<Ended> ended = new CompletableFuture<>();

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
        this.store = requireNonNull(store, "store");
        this.tail = new LiveTail(store.headOffset(), options.tailEntries(), options.tailBytes());
        this.appender = new Appender(store, tail, options, new LogClock(clock, nanoTime), meters, offsetAfter);
    }

    /** Lets the appender take its turns on a thread of its own, until the log is closed. */
    public StoredLog start() {
        if (thread != null) {
            throw new IllegalStateException("the log was started before (expected: once)");
        }
        Thread started = new Thread(this::run, "log-appender");
        started.setDaemon(true);
        thread = started;
        started.start();
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
            end(how);
        }
    }

    private void end(Ended how) {
        appender.end();
        try {
            store.close();
        } finally {
            ended.complete(how);
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
    public CompletionStage<LogSlice> read(UUID customer, long afterOffset, int maxEntries) {
        return readHere(() -> store.read(customer, afterOffset, maxEntries));
    }

    @Override
    public CompletionStage<LogSlice> readBack(UUID customer, long beforeOffset, int maxEntries) {
        return readHere(() -> store.readBack(customer, beforeOffset, maxEntries));
    }

    @Override
    public CompletionStage<LiveResources> liveResources(UUID customer) {
        return readHere(() -> store.liveResources(customer));
    }

    private static <T> CompletionStage<T> readHere(Supplier<T> read) {
        try {
            return CompletableFuture.completedFuture(read.get());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public long epoch() {
        return newestEpoch().epoch();
    }

    private Epoch newestEpoch() {
        List<Epoch> epochs = store.epochs();
        return epochs.get(epochs.size() - 1);
    }

    @Override
    public CustomerCount count(UUID customer) {
        return appender.counts().of(customer);
    }

    @Override
    public CompletionStage<Located> locate(UUID customer, Sequence sequence) {
        Located atOnce = locateAtOnce(customer, sequence);
        return atOnce == null
                ? readHere(() -> new PositionSearch(store, customer, count(customer)).locate(sequence))
                : CompletableFuture.completedFuture(atOnce);
    }

    @Override
    public long firstOffset() {
        return store.firstOffset();
    }

    @Override
    public long firstOffset(UUID customer) {
        return store.firstOffset(customer);
    }

    @Override
    public @Nullable String fault() {
        return appender.isClosed() ? AppendQueue.Refusal.ENDED.text() : store.fault();
    }

    @Override
    public CompletionStage<Ended> ended() {
        return ended;
    }

    @Override
    public LiveTail tail() {
        return tail;
    }

    @Override
    public void close() {
        appender.close();
        Thread started = thread;
        if (started == null) {
            endHere();
            return;
        }
        started.interrupt();
        boolean interrupted = false;
        while (started.isAlive()) {
            try {
                started.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
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
        end(Ended.CLOSED);
    }
}
