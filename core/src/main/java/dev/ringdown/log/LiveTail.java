package dev.ringdown.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries of the log, held in memory for everybody who follows it. Each stands at a place, which grows by one
 * from entry to entry, as offsets need not. Followers have a place of their own and walk towards the head, so there is no
 * queue for each of them; one who is slower than the ring is long finds its entry overwritten and reads it from the log
 * instead.
 *
 * <p>Thread-safe: only the log's appender calls {@link #publish}; anybody reads, without a lock.
 */
public final class LiveTail {
    /**
     * The newest entry. Immutable.
     *
     * @param place of it; one less than the next that is given if nothing was published yet
     * @param offset of it, -1 if the log is empty
     */
    public record Head(long place, long offset) {}

    private final AtomicReferenceArray<@Nullable LogEntry> ring;
    private final int mask;
    private final long maxBytes;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    private volatile Head head;

    // Written with release: that they are seen before what is written after them is enough, and a fence for each entry
    // is not.
    private final AtomicLong oldestOffset;
    private final AtomicLong oldestPlace = new AtomicLong();

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
        this.head = new Head(-1, headOffset);
        this.oldestOffset = new AtomicLong(headOffset + 1);
    }

    /** The newest entry's place and offset. */
    public Head head() {
        return head;
    }

    /** The offset of the newest entry, -1 if there is none. */
    public long headOffset() {
        return head.offset;
    }

    /** From this offset on all entries are held, as far as is known; looking for one has the last word. */
    public long oldestOffset() {
        return oldestOffset.get();
    }

    /** The entry at a place up to the head, or null if it is not held any more. */
    public @Nullable LogEntry at(long place) {
        LogEntry entry = ring.get((int) place & mask);
        return place >= oldestPlace.get()
                ? entry
                : null; // in this order: what overwrites an entry has passed it before
    }

    /** The entry at an offset, or null if none is, or it is not held any more. */
    public @Nullable LogEntry get(long offset) {
        Head now = head;
        if (offset < oldestOffset.get() || offset > now.offset) {
            return null;
        }
        long place = placeOf(offset, now);
        LogEntry entry = place > now.place ? null : at(place);
        return entry != null && entry.offset() == offset ? entry : null;
    }

    /**
     * The place of the first entry at an offset or after it; one behind the head if there is none.
     *
     * @return -1 if some of those entries are not held any more
     */
    public long placeAtOrAfter(long offset) {
        Head now = head;
        long place = offset > now.offset ? now.place + 1 : placeOf(offset, now);
        return offset >= oldestOffset.get()
                ? place
                : -1; // looked at last, since what is dropped looks as if it were before
    }

    /** Where an offset up to the head is, or would be. */
    private long placeOf(long offset, Head now) {
        long high = now.place - (now.offset - offset); // exactly there if there are no holes
        LogEntry entry = high < oldestPlace.get() ? null : at(high);
        if (entry != null && entry.offset() == offset) {
            return high;
        }
        long low = Math.max(oldestPlace.get(), high);
        high = now.place;
        while (low < high) {
            long middle = (low + high) >>> 1;
            entry = at(middle);
            if (entry == null || entry.offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Runs {@code wake} after every append, on the appender's thread: it must return at once. It is told that there is
     * news, not what; {@link #head()} has it.
     */
    public void follow(Runnable wake) {
        followers.add(wake);
    }

    /** Makes entries visible that are readable already; only the appender calls this. */
    public void publish(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        long place = head.place;
        for (LogEntry entry : entries) {
            place++;
            if (place - oldestPlace.getPlain() > mask) {
                dropOldest();
            }
            bytes += entry.weight();
            ring.setRelease((int) place & mask, entry);
            while (bytes > maxBytes && oldestPlace.getPlain() < place) {
                dropOldest();
            }
        }
        head = new Head(place, entries.get(entries.size() - 1).offset());
        followers.forEach(Runnable::run);
    }

    private void dropOldest() {
        long place = oldestPlace.getPlain();
        int slot = (int) place & mask;
        LogEntry entry = ring.getPlain(slot);
        if (entry != null) {
            oldestOffset.setRelease(entry.offset() + 1); // first: who finds a place gone must find its offset gone
            bytes -= entry.weight();
        }
        oldestPlace.setRelease(place + 1); // only this thread writes it
        ring.setRelease(slot, null);
    }
}
