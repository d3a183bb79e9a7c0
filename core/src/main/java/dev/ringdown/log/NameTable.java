package dev.ringdown.log;

import java.util.Arrays;

/**
 * Finds names, as 128 bits, in the numbered slots of whoever remembers them: a hash table with open addressing (Knuth, The
 * Art of Computer Programming 3, section 6.4, algorithm R for removing), at most half full. Only the log's appender calls
 * this.
 */
final class NameTable {
    /** No slot. */
    static final int NONE = -1;

    /** The names of the slots, two longs for each: side by side, since whoever looks at one of them looks at both. */
    private long[] names;

    /**
     * Slots by the low bits of their names, the slot in the low half and those bits in the high one: who passes by a name looks
     * at it here, next to the others, and not where it is.
     */
    private long[] table;

    /** @param capacity so many slots, a power of two */
    NameTable(int capacity) {
        names = new long[2 * capacity];
        table = empty(capacity);
    }

    private static long[] empty(int capacity) {
        long[] table = new long[2 * capacity];
        Arrays.fill(table, NONE);
        return table;
    }

    int capacity() {
        return names.length / 2;
    }

    /** The slot that stands for a name, or {@link #NONE}. */
    int find(long highBits, long lowBits) {
        return slot(table[place(highBits, lowBits)]);
    }

    private static int slot(long placed) {
        return (int) placed;
    }

    private static long placed(int slot, long lowBits) {
        return lowBits << Integer.SIZE | slot;
    }

    /** The place where a name would be if no other one were in the way. */
    private static int wanted(long placed, int mask) {
        return (int) (placed >>> Integer.SIZE) & mask;
    }

    /** Where the table has a name, or the free place where it would be. */
    private int place(long highBits, long lowBits) {
        int mask = table.length - 1;
        int place = (int) lowBits & mask;
        while (table[place] != NONE && !is(table[place], highBits, lowBits)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private boolean is(long placed, long highBits, long lowBits) {
        int slot = slot(placed);
        return placed == placed(slot, lowBits) && names[2 * slot] == highBits && low(slot) == lowBits;
    }

    private long low(int slot) {
        return names[2 * slot + 1];
    }

    /** From now on this slot stands for the name, and the one that did before is hidden. */
    void put(int slot, long highBits, long lowBits) {
        names[2 * slot] = highBits;
        names[2 * slot + 1] = lowBits;
        table[place(highBits, lowBits)] = placed(slot, lowBits);
    }

    /** Takes a slot out, unless it is hidden, and closes the hole that would hide those behind it. */
    void remove(int slot) {
        int mask = table.length - 1;
        int hole = place(names[2 * slot], low(slot));
        if (slot(table[hole]) != slot) {
            return; // another one stands for its name
        }
        for (int place = (hole + 1) & mask; table[place] != NONE; place = (place + 1) & mask) {
            int wanted = wanted(table[place], mask);
            boolean mayMove = ((place - wanted) & mask) >= ((place - hole) & mask);
            if (mayMove) {
                table[hole] = table[place];
                hole = place;
            }
        }
        table[hole] = NONE;
    }

    /** Doubles the slots; those that there are stay what they are. */
    void grow() {
        names = Arrays.copyOf(names, 2 * names.length);
        long[] before = table;
        table = empty(capacity());
        for (long placed : before) {
            if (placed != NONE) {
                int slot = slot(placed);
                table[place(names[2 * slot], low(slot))] = placed;
            }
        }
    }
}
