package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

import dev.ringdown.protocol.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries in memory, bounded by bytes and age; they are gone with the process. Thread-safe: the appender writes
 * and maintains, anybody reads without a lock. A subclass may watch who reads.
 */
public final class MemoryStore implements ReplicaStore, StoreFigures {
    private final List<Epoch> epochs;
    private final long maxBytes;
    private final long maxAgeMillis;
    private final LatestInMemory latest;
    private final LogMeters meters;
    private final EntriesByCustomer entries = new EntriesByCustomer();

    /** Where what is left begins of customers that have lost entries which are younger than others' oldest. */
    private final ConcurrentMap<UUID, Long> firstOffsets = new ConcurrentHashMap<>();

    private final HeldEntries held;
    private final ClockCorrections corrections = new ClockCorrections();

    private volatile long headOffset = -1;
    private volatile long firstOffset;
    private volatile long retainedBytes;
    private volatile long oldestMillis;
    private volatile @Nullable Applied applied;

    /**
     * @param epoch the epoch of the log that begins now
     * @param maxBytes the oldest entries are forgotten beyond this; the newest is kept however large it is
     * @param maxAge entries are forgotten when they are older
     * @param liveIndex which resources are alive
     */
    public MemoryStore(long epoch, long maxBytes, Duration maxAge, LiveResourceIndex liveIndex) {
        this(epoch, maxBytes, maxBytes, maxAge, liveIndex, LogMeters.NONE);
    }

    /**
     * The same with a share for each customer.
     *
     * @param shareBytes when there are more than {@code maxBytes}, whoever has more than this loses its own oldest first
     */
    public MemoryStore(
            long epoch,
            long maxBytes,
            long shareBytes,
            Duration maxAge,
            LiveResourceIndex liveIndex,
            LogMeters meters) {
        this.epochs = List.of(new Epoch(epoch, 0));
        this.maxBytes = maxBytes;
        this.held = new HeldEntries(shareBytes);
        this.maxAgeMillis = maxAge.toMillis();
        this.latest = new LatestInMemory(liveIndex);
        this.meters = meters;
        StoreFigures.show(this, meters);
    }

    @Override
    public List<Epoch> epochs() {
        return epochs;
    }

    @Override
    public long headOffset() {
        return headOffset;
    }

    @Override
    public long firstOffset() {
        return firstOffset;
    }

    @Override
    public long firstOffset(UUID customer) {
        long lost = firstOffsets.getOrDefault(customer, 0L); // first: it goes once the other one is beyond it
        return Math.max(lost, firstOffset);
    }

    @Override
    public void write(List<LogEntry> batch) {
        keep(batch);
        applied = null;
    }

    @Override
    public void write(List<LogEntry> batch, Applied upTo) {
        keep(batch);
        applied = upTo;
    }

    private void keep(List<LogEntry> batch) {
        for (LogEntry entry : batch) {
            entries.add(entry);
            held.add(entry);
            latest.note(entry);
            headOffset = entry.offset();
        }
        boolean shared = false;
        while (held.bytes() > maxBytes && held.count() > 1) {
            shared |= forgetOne();
        }
        if (shared) {
            meters.limitReached(Limit.RETENTION_SHARE);
        }
        tellFigures();
    }

    @Override
    public @Nullable Applied applied() {
        return applied;
    }

    private void tellFigures() {
        retainedBytes = held.bytes();
        LogEntry oldest = held.oldest();
        oldestMillis = oldest == null ? 0 : corrections.appendedAtMillis(oldest);
    }

    @Override
    public long currentEpoch() {
        return epochs.get(epochs.size() - 1).epoch();
    }

    @Override
    public long retainedBytes() {
        return retainedBytes;
    }

    @Override
    public long oldestMillis() {
        return oldestMillis;
    }

    @Override
    public long liveResources() {
        return latest.count();
    }

    /** Forgets the oldest of whoever has more than a share, and most; otherwise the oldest. Whether there were older ones. */
    private boolean forgetOne() {
        LogEntry lost = held.oldestOfLargest();
        if (lost == null || lost == held.oldest()) {
            forgetOldest();
            return false;
        }
        firstOffsets.put(lost.customer(), lost.offset() + 1);
        forget(lost);
        return true;
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        long head = headOffset; // before reading: entries beyond it may be missed
        if (afterOffset >= head) {
            return new LogSlice(afterOffset + 1, List.of(), afterOffset + 1, firstOffset(customer));
        }
        List<LogEntry> found = new ArrayList<>();
        boolean all = first(entries.of(customer).subMap(afterOffset, false, head, true), maxEntries, found);
        long endOffset = all ? head + 1 : found.get(found.size() - 1).offset() + 1;
        // What goes while it is read is known to go before it does: so this is asked last.
        return new LogSlice(afterOffset + 1, found, Math.max(endOffset, afterOffset + 1), firstOffset(customer));
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        List<LogEntry> found = new ArrayList<>();
        boolean all = first(entries.of(customer).headMap(beforeOffset, false).descendingMap(), maxEntries, found);
        Collections.reverse(found);
        long fromOffset = all ? 0 : found.get(0).offset();
        return new LogSlice(fromOffset, found, beforeOffset, firstOffset(customer));
    }

    @Override
    public long offsetOf(UUID customer, long number) {
        return NumberSearch.offsetOf(number, firstOffset, headOffset, offset -> {
            Map.Entry<Long, LogEntry> found = entries.of(customer).floorEntry(offset);
            return found == null
                    ? null
                    : new NumberSearch.Numbered(found.getKey(), found.getValue().number());
        });
    }

    /** Whether those were all that the range has. */
    private static boolean first(ConcurrentNavigableMap<Long, LogEntry> range, int maxEntries, List<LogEntry> found) {
        long bytes = 0;
        for (LogEntry entry : range.values()) {
            if (found.size() == maxEntries || bytes >= MAX_READ_BYTES) {
                return false;
            }
            found.add(entry);
            bytes += entry.weight();
        }
        return true;
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        return latest.of(customer, headOffset);
    }

    @Override
    public void numbers(ObjLongConsumer<UUID> told) {
        for (LogEntry entry : held.oldestFirst()) { // oldest first, so the newest has the last word
            told.accept(entry.customer(), entry.number());
        }
    }

    @Override
    public long offsetBeforeNewest(int count) {
        return held.offsetBeforeNewest(count);
    }

    @Override
    public void recall(long sinceMillis, long afterOffset, Consumer<Recalled> told) {
        for (LogEntry entry : held.oldestFirst()) {
            if (entry.appendedAtMillis() >= sinceMillis || entry.offset() > afterOffset) {
                told.accept(new Recalled(
                        entry.customer(),
                        entry.name(),
                        new Placed(entry.sequence(), entry.offset()),
                        entry.appendedAtMillis()));
            }
        }
    }

    @Override
    public void maintain(long nowMillis) {
        LogEntry oldest = held.oldest();
        while (oldest != null && corrections.appendedAtMillis(oldest) < nowMillis - maxAgeMillis) {
            forgetOldest();
            oldest = held.oldest();
        }
        firstOffsets.values().removeIf(lost -> lost <= firstOffset);
        corrections.forgetBefore(firstOffset);
        tellFigures();
    }

    @Override
    public void clockSet(long byMillis) {
        corrections.add(headOffset, byMillis);
        tellFigures();
    }

    private void forgetOldest() {
        LogEntry oldest = requireNonNull(held.oldest());
        firstOffset = oldest.offset() + 1;
        forget(oldest);
    }

    /** Forgets the oldest entry of a customer; who reads knows that it goes. */
    private void forget(LogEntry entry) {
        held.remove(entry);
        entries.remove(entry);
    }

    @Override
    public @Nullable String fault() {
        return null;
    }

    @Override
    public void close() {
        entries.clear();
        latest.clear();
    }
}
