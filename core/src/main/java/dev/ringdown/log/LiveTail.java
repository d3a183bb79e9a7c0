package dev.ringdown.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries of the log, held in memory for everybody who follows it. Followers have a position of their own
 * and walk towards the head, so there is no queue for each of them; one who is slower than the ring is long finds its
 * entry overwritten and reads it from the log instead.
 *
 * <p>Thread-safe: only the log's appender calls {@link #publish}; anybody reads, without a lock.
 */
public final class LiveTail {
    private final AtomicReferenceArray<@Nullable LogEntry> ring;
    private final int mask;
    private final long maxBytes;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    private volatile long headOffset;
    private volatile long oldestOffset;
    private long bytes; // only the appender touches it

    /**
     * @param headOffset the newest offset that the log has already, -1 if none
     * @param maxEntries how many entries are held, a power of two
     * @param maxBytes how much memory they may take; the newest entry is held however large it is
     */
    public LiveTail(long headOffset, int maxEntries, long maxBytes) {
        if (maxEntries < 2 || Integer.bitCount(maxEntries) != 1) {
            throw new IllegalArgumentException("maxEntries: " + maxEntries + " (expected: a power of two, 2 or more)");
        }
        this.ring = new AtomicReferenceArray<>(maxEntries);
        this.mask = maxEntries - 1;
        this.maxBytes = maxBytes;
        this.headOffset = headOffset;
        this.oldestOffset = headOffset + 1;
    }

    /** The offset of the newest entry, -1 if there is none. */
    public long headOffset() {
        return headOffset;
    }

    /** The offset of the oldest entry that is held, as far as is known; {@link #get} has the last word. */
    public long oldestOffset() {
        return oldestOffset;
    }

    /** The entry at an offset up to the head, or null if it is not held any more. */
    public @Nullable LogEntry get(long offset) {
        LogEntry entry = ring.get((int) offset & mask);
        return entry != null && entry.offset() == offset ? entry : null;
    }

    /**
     * Runs {@code wake} after every append, on the appender's thread: it must return at once. It is told that there is
     * news, not what; {@link #headOffset()} has it.
     */
    public void follow(Runnable wake) {
        followers.add(wake);
    }

    /** Makes entries visible that are readable already; only the appender calls this. */
    public void publish(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        for (LogEntry entry : entries) {
            if (entry.offset() - oldestOffset > mask) {
                dropOldest();
            }
            bytes += entry.weight();
            ring.set((int) entry.offset() & mask, entry);
            while (bytes > maxBytes && oldestOffset < entry.offset()) {
                dropOldest();
            }
        }
        headOffset = entries.get(entries.size() - 1).offset();
        followers.forEach(Runnable::run);
    }

    private void dropOldest() {
        long oldest = oldestOffset;
        oldestOffset = oldest + 1; // only this thread writes it
        int slot = (int) oldest & mask;
        LogEntry entry = ring.get(slot);
        if (entry != null) {
            bytes -= entry.weight();
            ring.set(slot, null);
        }
    }
}
