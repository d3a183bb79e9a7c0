package dev.ringdown.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries in memory, bounded by bytes and age; they are gone with the process. Thread-safe: the appender writes
 * and maintains, anybody reads without a lock.
 */
public final class MemoryStore implements Store {
    /** Sorts the entries of one customer together, by offset, so that a read is one range. */
    private record Key(UUID customer, long offset) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byCustomer = customer.compareTo(other.customer);
            return byCustomer != 0 ? byCustomer : Long.compare(offset, other.offset);
        }
    }

    private record Resource(UUID customer, String subject) implements Comparable<Resource> {
        @Override
        public int compareTo(Resource other) {
            int byCustomer = customer.compareTo(other.customer);
            return byCustomer != 0 ? byCustomer : subject.compareTo(other.subject);
        }
    }

    private final List<Epoch> epochs;
    private final long maxBytes;
    private final long maxAgeMillis;
    private final LiveResourceIndex liveIndex;
    private final ConcurrentSkipListMap<Key, LogEntry> entries = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Resource, LogEntry> latest = new ConcurrentSkipListMap<>();

    // Only the appender touches these.
    private final ArrayDeque<LogEntry> byAge = new ArrayDeque<>();
    private long bytes;

    private volatile long headOffset = -1;
    private volatile long firstOffset;

    /**
     * @param epoch the epoch of the log that begins now
     * @param maxBytes the oldest entries are forgotten beyond this; the newest is kept however large it is
     * @param maxAge entries are forgotten when they are older
     * @param liveIndex which resources are alive
     */
    public MemoryStore(long epoch, long maxBytes, Duration maxAge, LiveResourceIndex liveIndex) {
        this.epochs = List.of(new Epoch(epoch, 0));
        this.maxBytes = maxBytes;
        this.maxAgeMillis = maxAge.toMillis();
        this.liveIndex = liveIndex;
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
    public void write(List<LogEntry> batch) {
        for (LogEntry entry : batch) {
            entries.put(new Key(entry.customer(), entry.offset()), entry);
            byAge.addLast(entry);
            bytes += entry.weight();
            noteLatest(entry);
            headOffset = entry.offset();
        }
        while (bytes > maxBytes && byAge.size() > 1) {
            forgetOldest();
        }
    }

    private void noteLatest(LogEntry entry) {
        Resource resource = new Resource(entry.customer(), entry.subject());
        switch (liveIndex.note(entry)) {
            case KEEP -> latest.put(resource, entry);
            case DROP -> latest.remove(resource);
            case LEAVE -> {}
        }
        String forgotten = liveIndex.forgetOneTooMany(entry.customer());
        if (forgotten != null) {
            latest.remove(new Resource(entry.customer(), forgotten));
        }
    }

    @Override
    public LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        long head = headOffset; // before reading: entries beyond it may be missed
        if (afterOffset >= head) {
            return new LogSlice(afterOffset + 1, List.of(), afterOffset + 1);
        }
        List<LogEntry> found =
                first(entries.subMap(new Key(customer, afterOffset), false, new Key(customer, head), true), maxEntries);
        long endOffset = found.size() < maxEntries
                ? head + 1
                : found.get(found.size() - 1).offset() + 1;
        return new LogSlice(afterOffset + 1, found, Math.max(endOffset, afterOffset + 1));
    }

    @Override
    public LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        List<LogEntry> found = first(
                entries.subMap(new Key(customer, -1), true, new Key(customer, beforeOffset), false)
                        .descendingMap(),
                maxEntries);
        Collections.reverse(found);
        long fromOffset = found.size() < maxEntries ? 0 : found.get(0).offset();
        return new LogSlice(fromOffset, found, beforeOffset);
    }

    private static List<LogEntry> first(ConcurrentNavigableMap<Key, LogEntry> range, int maxEntries) {
        List<LogEntry> found = new ArrayList<>();
        for (LogEntry entry : range.values()) {
            if (found.size() == maxEntries) {
                break;
            }
            found.add(entry);
        }
        return found;
    }

    @Override
    public LiveResources liveResources(UUID customer) {
        long head = headOffset;
        List<LogEntry> found =
                new ArrayList<>(latest.subMap(new Resource(customer, ""), true, new Resource(customer, "\uffff"), true)
                        .values());
        found.sort(Comparator.comparingLong(LogEntry::offset));
        return new LiveResources(found, head, liveIndex.isComplete(customer));
    }

    @Override
    public void numbers(ObjLongConsumer<UUID> told) {
        for (LogEntry entry : byAge) { // oldest first, so the newest has the last word
            told.accept(entry.customer(), entry.number());
        }
    }

    @Override
    public void recall(long sinceMillis, int newest, Consumer<Recalled> told) {
        for (LogEntry entry : byAge) {
            if (entry.appendedAtMillis() >= sinceMillis || entry.offset() > headOffset - newest) {
                told.accept(new Recalled(entry.customer(), entry.name(), entry.sequence(), entry.appendedAtMillis()));
            }
        }
    }

    @Override
    public void maintain(long nowMillis) {
        while (!byAge.isEmpty() && byAge.getFirst().appendedAtMillis() < nowMillis - maxAgeMillis) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        LogEntry oldest = byAge.removeFirst();
        firstOffset = oldest.offset() + 1;
        entries.remove(new Key(oldest.customer(), oldest.offset()));
        bytes -= oldest.weight();
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
