package dev.ringdown.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Keeps entries in memory, bounded by bytes and age; they are gone with the process. Thread-safe: the appender writes
 * and expires, anybody reads without a lock.
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

    private final long epoch;
    private final long maxBytes;
    private final long maxAgeMillis;
    private final ConcurrentSkipListMap<Key, LogEntry> entries = new ConcurrentSkipListMap<>();

    // Only the appender touches these.
    private final ArrayDeque<LogEntry> byAge = new ArrayDeque<>();
    private long bytes;

    private volatile long headOffset = -1;
    private volatile long firstOffset;

    /**
     * @param epoch the epoch of the log that begins now
     * @param maxBytes the oldest entries are forgotten beyond this; the newest is kept however large it is
     * @param maxAge entries are forgotten when they are older
     */
    public MemoryStore(long epoch, long maxBytes, Duration maxAge) {
        this.epoch = epoch;
        this.maxBytes = maxBytes;
        this.maxAgeMillis = maxAge.toMillis();
    }

    @Override
    public long epoch() {
        return epoch;
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
            headOffset = entry.offset();
        }
        while (bytes > maxBytes && byAge.size() > 1) {
            forgetOldest();
        }
    }

    @Override
    public List<LogEntry> read(UUID customer, long afterOffset, int maxEntries) {
        List<LogEntry> found = new ArrayList<>();
        Map<Key, LogEntry> range =
                entries.subMap(new Key(customer, afterOffset), false, new Key(customer, Long.MAX_VALUE), true);
        for (LogEntry entry : range.values()) {
            found.add(entry);
            if (found.size() == maxEntries) {
                break;
            }
        }
        return found;
    }

    @Override
    public void expire(long nowMillis) {
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
    public void close() {
        entries.clear();
    }
}
