package dev.ringdown.log;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a store in memory holds, by age and by customer, and whose is to go first. Only the log's appender calls this. */
final class HeldEntries {
    /** What one customer has, oldest first. */
    private static final class OfCustomer {
        private final ArrayDeque<LogEntry> byAge = new ArrayDeque<>();
        private long bytes;
    }

    private final long shareBytes;
    private final TreeMap<Long, LogEntry> byOffset = new TreeMap<>();
    private final Map<UUID, OfCustomer> byCustomer = new HashMap<>();
    private final Set<OfCustomer> aboveShare = new LinkedHashSet<>();
    private long bytes;

    /** @param shareBytes a customer who has more loses its own oldest first */
    HeldEntries(long shareBytes) {
        this.shareBytes = shareBytes;
    }

    /** What all of them weigh. */
    long bytes() {
        return bytes;
    }

    int count() {
        return byOffset.size();
    }

    /** The oldest of all; null if there is none. */
    @Nullable
    LogEntry oldest() {
        Map.Entry<Long, LogEntry> first = byOffset.firstEntry();
        return first == null ? null : first.getValue();
    }

    Collection<LogEntry> oldestFirst() {
        return Collections.unmodifiableCollection(byOffset.values());
    }

    /** The offset before so many newest entries; -1 if there are no more than these. */
    long offsetBeforeNewest(int newest) {
        return byOffset.descendingKeySet().stream().skip(newest).findFirst().orElse(-1L);
    }

    /** The oldest of the customer that has most, if that is more than a share and not only one entry; else null. */
    @Nullable
    LogEntry oldestOfLargest() {
        OfCustomer largest = null;
        for (OfCustomer one : aboveShare) { // few: so many shares as there are in all
            if (one.byAge.size() > 1 && (largest == null || one.bytes > largest.bytes)) {
                largest = one;
            }
        }
        return largest == null ? null : largest.byAge.getFirst();
    }

    void add(LogEntry entry) {
        byOffset.put(entry.offset(), entry);
        OfCustomer its = byCustomer.computeIfAbsent(entry.customer(), customer -> new OfCustomer());
        its.byAge.addLast(entry);
        its.bytes += entry.weight();
        bytes += entry.weight();
        if (its.bytes > shareBytes) {
            aboveShare.add(its);
        }
    }

    /** Drops the oldest entry of a customer. */
    void remove(LogEntry entry) {
        byOffset.remove(entry.offset());
        bytes -= entry.weight();
        byCustomer.computeIfPresent(entry.customer(), (customer, its) -> without(entry, its));
    }

    private @Nullable OfCustomer without(LogEntry entry, OfCustomer its) {
        its.byAge.removeFirst();
        its.bytes -= entry.weight();
        if (its.bytes <= shareBytes) {
            aboveShare.remove(its);
        }
        return its.byAge.isEmpty() ? null : its;
    }
}
