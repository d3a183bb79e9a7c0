package dev.ringdown.log;

import java.util.Arrays;

/** Places in the log, each further on than the one before. Immutable. */
public final class Offsets {
    private final long[] ascending;

    private Offsets(long[] ascending) {
        this.ascending = ascending;
    }

    /** @param ascending each greater than the one before */
    public static Offsets of(long... ascending) {
        return new Offsets(ascending.clone());
    }

    public int size() {
        return ascending.length;
    }

    /** The offset at an index, from 0. */
    public long get(int index) {
        return ascending[index];
    }

    /** Where an offset stands, or -1 if it is none of them. */
    public int indexOf(long offset) {
        return Math.max(-1, Arrays.binarySearch(ascending, offset));
    }

    /** How many there are up to an offset, inclusive. */
    public int countUpTo(long offset) {
        int index = Arrays.binarySearch(ascending, offset);
        return index >= 0 ? index + 1 : -index - 1;
    }

    @Override
    public String toString() {
        return Arrays.toString(ascending);
    }
}
