package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventName;
import dev.ringdown.protocol.Limit;
import dev.ringdown.topic.Topics;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A log with one appender over a {@link Store}. Whatever has been offered while the appender was busy is written
 * together, made durable together and acknowledged together. Thread-safe.
 */
public final class StoredLog implements EventLog {
    private static final long MAINTAIN_EVERY_MILLIS = 1_000;

    /** Who comes while something is written waits for all of it. */
    private static final long BYTES_PER_WRITE = 512 * 1024;

    private record Append(List<Event> events, long bytes, CompletableFuture<List<Appended>> done) {}

    /** An event of whose entries a newer one is to be remembered, unless that cannot be stored. */
    private record Overtaken(UUID customer, EventName name, Sequence sequence) {}

    private final Store store;
    private final LiveTail tail;
    private final DuplicateWindow duplicates;
    private final LogOptions options;
    private final Clock clock;
    private final LogMeters meters;
    private final LogMeters.Count namesForgotten;
    private final LogMeters.Timing writes;
    private final AppendQueue<Append> queue;
    private final Thread appender;

    private volatile boolean closed;
    private volatile boolean ended;

    // Only the appender touches these.
    private long nextOffset;
    private final Map<UUID, Long> numberByCustomer = new HashMap<>();
    private long lastMaintenanceMillis;

    /** A log that nobody counts. */
    public StoredLog(Store store, LogOptions options, Clock clock) {
        this(store, options, clock, LogMeters.NONE);
    }

    /** Starts the appender on a thread of its own; {@link #close()} ends it and closes the store. */
    public StoredLog(Store store, LogOptions options, Clock clock, LogMeters meters) {
        this.store = requireNonNull(store, "store");
        this.options = requireNonNull(options, "options");
        this.clock = requireNonNull(clock, "clock");
        this.meters = requireNonNull(meters, "meters");
        this.tail = new LiveTail(store.headOffset(), options.tailEntries(), options.tailBytes());
        this.duplicates =
                new DuplicateWindow(options.duplicateWindow(), options.duplicateEvents(), options.agelessEvents());
        this.queue = new AppendQueue<>(new AppendQueue.Bounds(
                options.queuedAppends(),
                options.queuedBytes(),
                options.appendShare(),
                options.appendsPerWrite(),
                BYTES_PER_WRITE));
        this.namesForgotten = meters.count(
                "ringdown.duplicates.forgotten",
                "sources and ids forgotten before the duplicate window had passed, for want of room");
        this.writes = meters.timing(
                "ringdown.log.writes",
                "what waited together, given to the store until it is as durable as that makes it");
        meters.gauge("ringdown.log.appends.waiting", "appends that wait for the appender", queue::waiting);
        meters.gauge(
                "ringdown.log.bytes.waiting",
                "bytes of events that wait for the appender, or that it writes",
                queue::bytes);
        this.nextOffset = store.headOffset() + 1;
        store.numbers(numberByCustomer::put);
        recallDuplicates();
        this.appender = new Thread(this::run, "log-appender");
        this.appender.setDaemon(true);
        this.appender.start();
    }

    /** A store tells them in no order; the window must have the newest last, or it would forget others too early. */
    private void recallDuplicates() {
        long windowStartMillis = clock.millis() - options.duplicateWindow().toMillis();
        long newestAfter = store.headOffset() - options.agelessEvents();
        List<Store.Recalled> newest = new ArrayList<>();
        store.recall(windowStartMillis, options.agelessEvents(), event -> {
            if (event.sequence().offset() > newestAfter) {
                newest.add(event);
            } else {
                remember(event);
            }
        });
        newest.sort(Comparator.comparing(Store.Recalled::sequence));
        newest.forEach(this::remember);
        countForgotten();
    }

    /** Of several entries of one event, which a store tells in their order, the newest counts. */
    private void remember(Store.Recalled event) {
        duplicates.rememberAsFirst(event.customer(), event.name(), event.sequence(), event.appendedAtMillis());
    }

    private void countForgotten() {
        int count = duplicates.takeForgottenEarly();
        if (count > 0) {
            namesForgotten.add(count);
            meters.limitReached(Limit.DUPLICATE_EVENTS);
        }
    }

    @Override
    public CompletableFuture<List<Appended>> append(List<Event> events) {
        AppendQueue.Load load = AppendQueue.Load.of(events);
        Append append = new Append(List.copyOf(events), load.bytes(), new CompletableFuture<>());
        AppendQueue.Refusal refusal = closed ? AppendQueue.Refusal.ENDED : queue.offer(load, append);
        if (refusal != null) {
            String where = refusal.limit() == null ? "" : ", " + refusal.limit();
            append.done.completeExceptionally(new LogUnavailableException(
                    "cannot append " + events.size() + " events: " + refusal.text() + where + " (nothing was stored)",
                    refusal.limit()));
        }
        return append.done;
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        return store.read(customer, afterOffset, maxEntries);
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        return store.readBack(customer, beforeOffset, maxEntries);
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        return store.liveResources(customer);
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
    public @Nullable Located locate(Sequence sequence) {
        List<Epoch> epochs = store.epochs();
        for (int i = 0; i < epochs.size(); i++) {
            if (epochs.get(i).epoch() == sequence.epoch()) {
                boolean current = i == epochs.size() - 1;
                if (current) {
                    return sequence.offset() <= tail.headOffset() ? new Located(sequence.offset(), true) : null;
                }
                // What this epoch lost in the crash that ended it, nobody knows.
                return new Located(Math.min(sequence.offset(), epochs.get(i + 1).firstOffset() - 1), false);
            }
        }
        return new Located(-1, false);
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
        return closed || ended ? "the log is closed" : store.fault();
    }

    @Override
    public LiveTail tail() {
        return tail;
    }

    private void run() {
        List<Append> batch = new ArrayList<>();
        try {
            appendUntilClosed(batch);
        } catch (RuntimeException | Error e) {
            batch.forEach(append -> append.done.completeExceptionally(e)); // stored or not: that is not known
            throw e;
        } finally { // also after a bug: whoever waits is told, and isWritable() says so
            ended = true;
            LogUnavailableException refusal =
                    new LogUnavailableException("the log is closed (nothing was stored)", (Limit) null);
            queue.end().forEach(append -> refuse(append, refusal));
            store.close();
        }
    }

    private void appendUntilClosed(List<Append> batch) {
        while (!closed || queue.waiting() > 0) {
            try {
                batch.addAll(queue.take(MAINTAIN_EVERY_MILLIS));
                if (!batch.isEmpty()) {
                    write(batch);
                    batch.clear();
                }
                maintainNowAndThen();
            } catch (InterruptedException e) {
                closed = true; // only close() interrupts; what is queued is still written
            }
        }
    }

    private void write(List<Append> batch) {
        long now = clock.millis();
        List<LogEntry> entries = new ArrayList<>();
        List<List<Appended>> results = new ArrayList<>(batch.size());
        List<Overtaken> overtaken = new ArrayList<>(0);
        long firstOffset = nextOffset;
        duplicates.mark();
        long epoch = epoch();
        for (Append append : batch) {
            results.add(place(append, epoch, now, entries, overtaken));
        }
        long begun = System.nanoTime();
        try {
            store.write(entries);
        } catch (IOException | RuntimeException e) {
            nextOffset = firstOffset;
            entries.forEach(entry -> numberByCustomer.merge(entry.customer(), -1L, Long::sum));
            duplicates.forgetSinceMark();
            overtaken.forEach(event -> duplicates.rememberAsFirst(event.customer, event.name, event.sequence, now));
            LogUnavailableException refusal = new LogUnavailableException(
                    "cannot append " + entries.size() + " events: " + e.getMessage() + " (nothing was stored)", e);
            batch.forEach(append -> refuse(append, refusal));
            return;
        }
        writes.took(System.nanoTime() - begun);
        tail.publish(entries);
        countForgotten();
        for (int i = 0; i < batch.size(); i++) {
            queue.release(batch.get(i).bytes);
            batch.get(i).done.complete(results.get(i));
        }
    }

    /** Gives every event of an append its place, or finds the place that its first copy has. */
    private List<Appended> place(
            Append append, long epoch, long now, List<LogEntry> entries, List<Overtaken> overtaken) {
        List<Appended> places = new ArrayList<>(append.events.size());
        for (Event event : append.events) {
            Sequence sequence = new Sequence(epoch, nextOffset);
            Sequence first = duplicates.firstOrRemember(event.customer(), event.name(), sequence, now);
            Topics topics = event.topics();
            if (first != null) {
                topics = untold(event, first, entries);
                if (topics == null) {
                    places.add(new Appended(event.name().id(), first, true));
                    continue;
                }
                duplicates.rememberAsFirst(event.customer(), event.name(), sequence, now);
                overtaken.add(new Overtaken(event.customer(), event.name(), first));
            }
            nextOffset++;
            entries.add(new LogEntry(
                    sequence,
                    numberByCustomer.merge(event.customer(), 1L, Long::sum),
                    event.customer(),
                    event.name(),
                    event.type(),
                    topics,
                    event.moment(),
                    event.json().withSequence(sequence.toBytes()),
                    now,
                    event.receivedNanos()));
            places.add(new Appended(event.name().id(), sequence, false));
        }
        return places;
    }

    /**
     * What of a copy's topics its newest entry and those before it have not told; null if that is nothing, or not known.
     *
     * @param placed entries that are not in the store yet
     */
    private @Nullable Topics untold(Event copy, Sequence newest, List<LogEntry> placed) {
        if (!copy.copy()) {
            return null;
        }
        LogEntry entry = entryAt(copy.customer(), newest.offset(), placed);
        return entry == null || !entry.name().equals(copy.name())
                ? null
                : entry.topics().left(copy.topics());
    }

    private @Nullable LogEntry entryAt(UUID customer, long offset, List<LogEntry> placed) {
        if (!placed.isEmpty() && offset >= placed.get(0).offset()) {
            return placed.get((int) (offset - placed.get(0).offset()));
        }
        LogEntry inMemory = tail.get(offset);
        if (inMemory != null) {
            return inMemory;
        }
        List<LogEntry> stored = store.read(customer, offset - 1, 1).entries();
        return stored.isEmpty() || stored.get(0).offset() != offset ? null : stored.get(0);
    }

    private void refuse(Append append, LogUnavailableException refusal) {
        queue.release(append.bytes);
        append.done.completeExceptionally(refusal);
    }

    private void maintainNowAndThen() {
        long now = clock.millis();
        if (now - lastMaintenanceMillis >= MAINTAIN_EVERY_MILLIS) {
            lastMaintenanceMillis = now;
            store.maintain(now);
        }
    }

    @Override
    public void close() {
        closed = true;
        appender.interrupt();
        boolean interrupted = false;
        while (appender.isAlive()) {
            try {
                appender.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
