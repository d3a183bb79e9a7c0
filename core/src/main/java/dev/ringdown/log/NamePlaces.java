package dev.ringdown.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where and when the events of names came, in the numbered slots of whoever remembers them. What belongs to a slot lies side by
 * side: a slot that was not looked at lately is in no cache of the processor. Only the log's appender calls this.
 */
final class NamePlaces {
    private static final int LONGS = 4;
    private static final int NUMBER = 0;
    private static final int OFFSET = 1;
    private static final int MILLIS = 2;

    /** The index of the epoch, and above it the slot that follows. */
    private static final int LINK = 3;

    private static final long INDEX_MASK = 0xFFFF_FFFFL;

    private long[] places;
    private final List<Long> epochs = new ArrayList<>(1);

    /** @param capacity so many slots */
    NamePlaces(int capacity) {
        places = new long[LONGS * capacity];
    }

    /** Has room for so many slots from now on; those that there are stay what they are. */
    void grow(int capacity) {
        places = Arrays.copyOf(places, LONGS * capacity);
    }

    /** Notes where and when the event of a slot came. */
    void set(int slot, Placed placed, long millis) {
        int at = LONGS * slot;
        places[at + NUMBER] = placed.sequence().number();
        places[at + OFFSET] = placed.offset();
        places[at + MILLIS] = millis;
        places[at + LINK] = epochIndex(placed.sequence().epoch());
    }

    /** A log has few epochs, and mostly the last one. */
    private int epochIndex(long epoch) {
        for (int i = epochs.size() - 1; i >= 0; i--) {
            if (epochs.get(i) == epoch) {
                return i;
            }
        }
        epochs.add(epoch);
        return epochs.size() - 1;
    }

    /** Where the event of a slot is. */
    Placed placed(int slot) {
        int at = LONGS * slot;
        long epoch = epochs.get((int) places[at + LINK]);
        return new Placed(new Sequence(epoch, places[at + NUMBER]), places[at + OFFSET]);
    }

    long offset(int slot) {
        return places[LONGS * slot + OFFSET];
    }

    /** When the event of a slot came. */
    long millis(int slot) {
        return places[LONGS * slot + MILLIS];
    }

    /** The slot that was said to follow one. */
    int next(int slot) {
        return (int) (places[LONGS * slot + LINK] >> Integer.SIZE);
    }

    /** Says which slot follows one, or {@link NameTable#NONE}. */
    void setNext(int slot, int next) {
        int at = LONGS * slot + LINK;
        places[at] = places[at] & INDEX_MASK | (long) next << Integer.SIZE;
    }
}
