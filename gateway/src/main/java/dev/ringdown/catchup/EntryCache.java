package dev.ringdown.catchup;

import dev.ringdown.log.LogEntry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Single entries that were read lately, by offset. Each has one slot that it may stand in, as in the live tail: finding one
 * takes no lock and allocates nothing, which a map by boxed offsets would do for each entry of each reader. Bounded by
 * bytes; what a further entry displaces is read again. Thread-safe.
 */
final class EntryCache {
    /** There are more slots than entries of ordinary size, so that few share one. */
    private static final int BYTES_PER_SLOT = 128;

    private static final int MAX_SLOTS = 1 << 24;

    private final long maxBytes;
    private final int mask;
    private final AtomicReferenceArray<@Nullable LogEntry> slots;
    private final AtomicLong bytes = new AtomicLong();

    /** Which slot is emptied next when there is too much. */
    private final AtomicInteger hand = new AtomicInteger();

    EntryCache(long maxBytes) {
        this.maxBytes = maxBytes;
        int wanted = (int) Math.max(2, Math.min(MAX_SLOTS, maxBytes / BYTES_PER_SLOT));
        int count = Integer.highestOneBit(wanted);
        this.mask = count - 1;
        this.slots = new AtomicReferenceArray<>(count);
    }

    /** The entry at an offset, or null. */
    @Nullable
    LogEntry find(long offset) {
        LogEntry entry = slots.get(slotOf(offset));
        return entry != null && entry.offset() == offset ? entry : null;
    }

    /** By the upper bits too: offsets may have holes that are powers of two. */
    private int slotOf(long offset) {
        return (int) (offset ^ offset >>> 14) & mask;
    }

    /** Keeps an entry, unless it alone is too large. */
    void add(LogEntry entry) {
        if (entry.weight() > maxBytes) {
            return;
        }
        replace(slotOf(entry.offset()), entry);
        for (int i = 0; i <= mask && bytes.get() > maxBytes; i++) {
            int slot = hand.getAndIncrement() & mask;
            if (slots.get(slot) != entry) {
                replace(slot, null);
            }
        }
    }

    private void replace(int slot, @Nullable LogEntry entry) {
        LogEntry before = slots.getAndSet(slot, entry);
        bytes.addAndGet((entry == null ? 0 : entry.weight()) - (before == null ? 0 : before.weight()));
    }

    /** What is kept, in bytes. */
    long bytes() {
        return bytes.get();
    }
}
