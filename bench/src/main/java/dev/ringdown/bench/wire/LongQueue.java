package dev.ringdown.bench.wire;

/** Numbers, first in, first out, without boxes. Confined to one thread. */
final class LongQueue {
    private long[] ring = new long[64];
    private int first;
    private int size;

    void add(long number) {
        if (size == ring.length) {
            long[] larger = new long[2 * size];
            System.arraycopy(ring, first, larger, 0, size - first);
            System.arraycopy(ring, 0, larger, size - first, first);
            ring = larger;
            first = 0;
        }
        ring[first + size & ring.length - 1] = number;
        size++;
    }

    long remove() {
        if (size == 0) {
            throw new IllegalStateException("an answer to no request");
        }
        long number = ring[first];
        first = first + 1 & ring.length - 1;
        size--;
        return number;
    }

    int size() {
        return size;
    }
}
