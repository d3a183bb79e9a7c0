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

    private long[] high;
    private long[] low;

    /** Slots by the low bits of their names. */
    private int[] table;

    /** @param capacity so many slots, a power of two */
    NameTable(int capacity) {
        high = new long[capacity];
        low = new long[capacity];
        table = empty(capacity);
    }

    private static int[] empty(int capacity) {
        int[] table = new int[2 * capacity];
        Arrays.fill(table, NONE);
        return table;
    }

    int capacity() {
        return high.length;
    }

    /** The slot that stands for a name, or {@link #NONE}. */
    int find(long highBits, long lowBits) {
        return table[place(highBits, lowBits)];
    }

    /** Where the table has a name, or the free place where it would be. */
    private int place(long highBits, long lowBits) {
        int mask = table.length - 1;
        int place = (int) lowBits & mask;
        while (table[place] != NONE && !(high[table[place]] == highBits && low[table[place]] == lowBits)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** From now on this slot stands for the name, and the one that did before is hidden. */
    void put(int slot, long highBits, long lowBits) {
        high[slot] = highBits;
        low[slot] = lowBits;
        table[place(highBits, lowBits)] = slot;
    }

    /** Takes a slot out, unless it is hidden, and closes the hole that would hide those behind it. */
    void remove(int slot) {
        int mask = table.length - 1;
        int hole = place(high[slot], low[slot]);
        if (table[hole] != slot) {
            return; // another one stands for its name
        }
        for (int place = (hole + 1) & mask; table[place] != NONE; place = (place + 1) & mask) {
            int wanted = (int) low[table[place]] & mask;
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
        high = Arrays.copyOf(high, 2 * high.length);
        low = Arrays.copyOf(low, 2 * low.length);
        int[] before = table;
        table = empty(high.length);
        for (int slot : before) {
            if (slot != NONE) {
                table[place(high[slot], low[slot])] = slot;
            }
        }
    }
}
