package dev.ringdown.log;

import dev.ringdown.event.EventName;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events came lately, by source and id, so that a publisher may safely send one again. Bounded by age
 * and count; the newest few are remembered whatever their age. Only the log's appender calls this.
 *
 * <p>A million events are remembered in some arrays and no objects, which the garbage collector need not follow: a ring
 * has them in the order in which they came, and a hash table with open addressing (Knuth, The Art of Computer
 * Programming 3, section 6.4, algorithm R for removing) finds them in the ring.
 */
final class DuplicateWindow {
    private static final int FIRST_CAPACITY = 1024;
    private static final int EMPTY = -1;

    private final long windowMillis;
    private final int maxEvents;
    private final int ageless;
    private final NameDigest digest = new NameDigest();

    // The ring: event n is in slot n modulo its length, a power of two.
    private long[] high = new long[FIRST_CAPACITY];
    private long[] low = new long[FIRST_CAPACITY];
    private long[] epochs = new long[FIRST_CAPACITY];
    private long[] offsets = new long[FIRST_CAPACITY];
    private long[] atMillis = new long[FIRST_CAPACITY];
    private long oldest;
    private long next;

    /** Slots of the ring by the low bits of their digest; at most half full. */
    private int[] table = emptyTable(FIRST_CAPACITY);

    /**
     * @param window how long an event is remembered
     * @param maxEvents how many are remembered at most
     * @param ageless how many of the newest are remembered whatever their age, also beyond {@code maxEvents}
     */
    DuplicateWindow(Duration window, int maxEvents, int ageless) {
        this.windowMillis = window.toMillis();
        this.maxEvents = Math.max(maxEvents, ageless);
        this.ageless = ageless;
    }

    private static int[] emptyTable(int capacity) {
        int[] table = new int[2 * capacity];
        Arrays.fill(table, EMPTY);
        return table;
    }

    /**
     * Remembers an event unless one of this name came within the window.
     *
     * @return the sequence of the one that came first, or null if this is the first
     */
    @Nullable
    Sequence firstOrRemember(EventName name, Sequence sequence, long nowMillis) {
        forgetOld(nowMillis);
        digest.digest(name);
        int first = table[find(digest.high(), digest.low())];
        if (first != EMPTY && !isOld(first, nowMillis)) {
            return new Sequence(epochs[first], offsets[first]);
        }
        remember(sequence, nowMillis);
        return null;
    }

    /** Remembers an event whether or not one of this name came before; from now on this is the first. */
    void rememberAsFirst(EventName name, Sequence sequence, long nowMillis) {
        digest.digest(name);
        remember(sequence, nowMillis);
    }

    /** Remembers the event whose name was digested last. */
    private void remember(Sequence sequence, long nowMillis) {
        if (maxEvents == 0) {
            return;
        }
        if (size() == maxEvents) {
            forgetOldest();
        } else if (size() == high.length) {
            grow();
        }
        int slot = slot(next++);
        high[slot] = digest.high();
        low[slot] = digest.low();
        epochs[slot] = sequence.epoch();
        offsets[slot] = sequence.offset();
        atMillis[slot] = nowMillis;
        table[find(high[slot], low[slot])] = slot;
    }

    /** How many events are remembered. */
    int size() {
        return (int) (next - oldest);
    }

    /** A point in time to which {@link #forgetSince} can go back. */
    long mark() {
        return next;
    }

    /** Forgets what came since a mark, because it could not be stored after all. */
    void forgetSince(long mark) {
        while (next > Math.max(mark, oldest)) {
            next--;
            removeFromTable(slot(next));
        }
    }

    private void forgetOld(long nowMillis) {
        while (oldest < next && isOld(slot(oldest), nowMillis)) {
            forgetOldest();
        }
    }

    private boolean isOld(int slot, long nowMillis) {
        return atMillis[slot] < nowMillis - windowMillis && next - number(slot) > ageless;
    }

    /** Which event is in this slot. */
    private long number(int slot) {
        return oldest + (slot - oldest & high.length - 1);
    }

    private void forgetOldest() {
        removeFromTable(slot(oldest));
        oldest++;
    }

    private int slot(long number) {
        return (int) number & (high.length - 1);
    }

    /** Where the table has this digest, or the free place where it would be. */
    private int find(long highBits, long lowBits) {
        int mask = table.length - 1;
        int place = (int) lowBits & mask;
        while (table[place] != EMPTY && !(high[table[place]] == highBits && low[table[place]] == lowBits)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** Takes a slot out, and closes the hole that would hide those behind it. */
    private void removeFromTable(int slot) {
        int mask = table.length - 1;
        int hole = find(high[slot], low[slot]);
        if (table[hole] != slot) {
            return; // the name came again when this one was old, but hidden behind one that a clock put in the future
        }
        for (int place = (hole + 1) & mask; table[place] != EMPTY; place = (place + 1) & mask) {
            int wanted = (int) low[table[place]] & mask;
            boolean mayMove = ((place - wanted) & mask) >= ((place - hole) & mask);
            if (mayMove) {
                table[hole] = table[place];
                hole = place;
            }
        }
        table[hole] = EMPTY;
    }

    private void grow() {
        high = longer(high);
        low = longer(low);
        epochs = longer(epochs);
        offsets = longer(offsets);
        atMillis = longer(atMillis);
        table = emptyTable(high.length);
        for (long number = oldest; number < next; number++) {
            int slot = slot(number);
            table[find(high[slot], low[slot])] = slot; // of two with one name the younger
        }
    }

    private long[] longer(long[] ring) {
        long[] longer = new long[2 * ring.length];
        for (long number = oldest; number < next; number++) {
            longer[(int) number & (longer.length - 1)] = ring[(int) number & (ring.length - 1)];
        }
        return longer;
    }
}
