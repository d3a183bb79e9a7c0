package dev.ringdown.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** A store that keeps everything in memory, and fails when the test says so. Thread-safe. */
final class FakeStore implements Store {
    private final MemoryStore kept = LogTesting.memoryStore(Long.MAX_VALUE, Duration.ofDays(1));
    private final List<List<Long>> writes = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private final AtomicInteger timesClosed = new AtomicInteger();
    private final AtomicInteger timesMaintained = new AtomicInteger();
    private volatile boolean keeping;
    private volatile boolean backwards;
    private volatile List<Epoch> epochs = kept.epochs();

    /** The next write keeps nothing and fails with this; the one after it works again. */
    void failNextWrite(Exception e) {
        failure.set(e);
    }

    /** The next write keeps everything and fails with this all the same. */
    void keepAndFailNextWrite(IOException e) {
        keeping = true;
        failure.set(e);
    }

    /** What the log's folder says of its epochs, oldest first; the newest is that of the entries to come. */
    void epochs(Epoch... told) {
        epochs = List.of(told);
    }

    /** It tells what it recalls in another order than that of the log, as a store may. */
    void recallBackwards() {
        backwards = true;
    }

    /** Keeps an entry as a log before this one wrote it. */
    void keep(LogEntry entry) {
        kept.write(List.of(entry));
    }

    /** The offsets of every write that was kept. */
    List<List<Long>> writes() {
        return writes;
    }

    boolean isClosed() {
        return timesClosed() > 0;
    }

    int timesMaintained() {
        return timesMaintained.get();
    }

    int timesClosed() {
        return timesClosed.get();
    }

    @Override
    public List<Epoch> epochs() {
        return epochs;
    }

    @Override
    public long headOffset() {
        return kept.headOffset();
    }

    @Override
    public long firstOffset() {
        return kept.firstOffset();
    }

    @Override
    public long oldestMillis() {
        return kept.oldestMillis();
    }

    @Override
    public long firstOffset(UUID customer) {
        return kept.firstOffset(customer);
    }

    @Override
    public void write(List<LogEntry> entries) throws IOException {
        Exception thrown = failure.getAndSet(null);
        if (keeping) {
            keeping = false;
            kept.write(entries);
        }
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        kept.write(entries);
        writes.add(entries.stream().map(LogEntry::offset).toList());
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        return kept.read(customer, afterOffset, maxEntries);
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        return kept.readBack(customer, beforeOffset, maxEntries);
    }

    @Override
    public long offsetOf(UUID customer, long number) {
        return kept.offsetOf(customer, number);
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        return kept.liveResources(customer);
    }

    @Override
    public void numbers(ObjLongConsumer<UUID> told) {
        kept.numbers(told);
    }

    @Override
    public long offsetBeforeNewest(int entries) {
        return kept.offsetBeforeNewest(entries);
    }

    @Override
    public void recall(long sinceMillis, long afterOffset, Consumer<Recalled> told) {
        List<Recalled> recalled = new ArrayList<>();
        kept.recall(sinceMillis, afterOffset, recalled::add);
        if (backwards) {
            Collections.reverse(recalled);
        }
        recalled.forEach(told);
    }

    @Override
    public void maintain(long nowMillis) {
        timesMaintained.incrementAndGet();
        kept.maintain(nowMillis);
    }

    @Override
    public void clockSet(long byMillis) {
        kept.clockSet(byMillis);
    }

    @Override
    public @Nullable String fault() {
        return kept.fault();
    }

    @Override
    public void close() {
        timesClosed.incrementAndGet();
    }
}
