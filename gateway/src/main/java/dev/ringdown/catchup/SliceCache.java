package dev.ringdown.catchup;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Slices that were read lately, by customer and place, so that readers who come to the same place share them. Whoever
 * starts somewhere else soon arrives at the beginning of a slice that is here. Bounded by bytes, the oldest go first.
 * Thread-safe: finding takes no lock.
 */
final class SliceCache {
    private record Held(UUID customer, LogSlice slice, long weight) {}

    private final long maxBytes;
    private final ConcurrentMap<UUID, ConcurrentSkipListMap<Long, LogSlice>> slices = new ConcurrentHashMap<>();

    // Guarded by this.
    private final ArrayDeque<Held> byAge = new ArrayDeque<>();
    private long bytes;

    SliceCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The slice in which the offset lies, or null. */
    @Nullable
    LogSlice find(UUID customer, long offset) {
        ConcurrentSkipListMap<Long, LogSlice> ofCustomer = slices.get(customer);
        if (ofCustomer == null) {
            return null;
        }
        Map.Entry<Long, LogSlice> floor = ofCustomer.floorEntry(offset);
        return floor != null && offset < floor.getValue().endOffset() ? floor.getValue() : null;
    }

    /** Keeps a slice; one that holds nothing of the log is not kept. */
    synchronized void add(UUID customer, LogSlice slice) {
        if (slice.endOffset() <= slice.fromOffset()) {
            return;
        }
        long weight = 256;
        for (LogEntry entry : slice.entries()) {
            weight += entry.weight();
        }
        Held held = new Held(customer, slice, weight);
        LogSlice before = slices.computeIfAbsent(customer, id -> new ConcurrentSkipListMap<>())
                .put(slice.fromOffset(), slice);
        if (before != null) {
            byAge.removeIf(older -> older.customer.equals(customer)
                    && older.slice.fromOffset() == slice.fromOffset()
                    && release(older));
        }
        byAge.addLast(held);
        bytes += weight;
        while (bytes > maxBytes && byAge.size() > 1) {
            drop(byAge.removeFirst());
        }
    }

    private boolean release(Held held) {
        bytes -= held.weight;
        return true;
    }

    private void drop(Held oldest) {
        release(oldest);
        slices.computeIfPresent(oldest.customer, (customer, ofCustomer) -> {
            ofCustomer.remove(oldest.slice.fromOffset(), oldest.slice);
            return ofCustomer.isEmpty() ? null : ofCustomer;
        });
    }
}
