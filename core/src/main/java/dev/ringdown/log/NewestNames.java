package dev.ringdown.log;

import org.jspecify.annotations.Nullable;

/**
 * Remembers the names of the newest so many events, whoever's they are and whatever their age. Only the log's appender
 * calls this.
 */
final class NewestNames {
    private static final int FIRST_CAPACITY = 1024;

    private final int maxNames;
    private final NameTable table = new NameTable(FIRST_CAPACITY);

    // A ring: name n is in slot n modulo maxNames.
    private final NamePlaces places = new NamePlaces(FIRST_CAPACITY);
    private long oldest;
    private long next;
    private long mark;

    /** @param maxNames so many; may be 0 */
    NewestNames(int maxNames) {
        this.maxNames = maxNames;
    }

    /**
     * Where the event of this name is, or null.
     *
     * @param sinceMillis one that came before this is passed over
     */
    @Nullable
    Placed find(long highBits, long lowBits, long sinceMillis) {
        int slot = table.find(highBits, lowBits);
        return slot == NameTable.NONE || places.millis(slot) < sinceMillis ? null : places.placed(slot);
    }

    /** Remembers a name, and forgets the oldest if there are too many. */
    void remember(long highBits, long lowBits, Placed placed, long millis) {
        if (maxNames == 0) {
            return;
        }
        int slot = slot(next);
        if (next - oldest == maxNames) {
            table.remove(slot);
            oldest++;
        } else if (slot == table.capacity()) {
            table.grow();
            places.grow(table.capacity());
        }
        table.put(slot, highBits, lowBits);
        places.set(slot, placed, millis);
        next++;
    }

    /** Whether remembering one more forgets one that came at a time or later. */
    boolean wouldForgetSince(long millis) {
        return maxNames > 0 && next - oldest == maxNames && places.millis(slot(oldest)) >= millis;
    }

    /** A point in time to which {@link #forgetSinceMark} can go back. */
    void mark() {
        mark = next;
    }

    /** Forgets what came since the mark. */
    void forgetSinceMark() {
        while (next > Math.max(mark, oldest)) {
            next--;
            table.remove(slot(next));
        }
    }

    private int slot(long number) {
        return (int) (number % maxNames);
    }
}
