package dev.ringdown.bench.load;

import java.util.HashSet;
import java.util.Set;

/**
 * Whether one subscriber gets each of its streams whole, once and in order; its streams have neighbouring numbers, and the
 * events of a stream are counted from 0. Confined to one thread.
 */
final class StreamCheck {
    /** Gaps beyond this are counted, but what fills them later passes for a duplicate. */
    private static final int MOST_REMEMBERED = 1_000_000;

    private static final int STREAM_SHIFT = 40;

    private final int firstStream;
    private final long[] next;
    private final Set<Long> missing = new HashSet<>(0);
    private long forgotten;
    private long doubled;
    private long disordered;
    private long foreign;

    StreamCheck(int firstStream, int streams) {
        this.firstStream = firstStream;
        this.next = new long[streams];
    }

    /** An event has come; returns whether it was to come now or later, and had not come before. */
    boolean accept(int stream, long seq) {
        int i = stream - firstStream;
        if (i < 0 || i >= next.length) {
            foreign++;
            return false;
        }
        long expected = next[i];
        if (seq == expected) {
            next[i] = seq + 1;
            return true;
        }
        return acceptUnexpected(i, expected, seq);
    }

    private boolean acceptUnexpected(int i, long expected, long seq) {
        if (seq > expected) {
            for (long lost = expected; lost < seq; lost++) {
                if (missing.size() < MOST_REMEMBERED) {
                    missing.add(key(i, lost));
                } else {
                    forgotten++;
                }
            }
            next[i] = seq + 1;
            return true;
        }
        if (missing.remove(key(i, seq))) {
            disordered++;
            return true;
        }
        doubled++;
        return false;
    }

    private static long key(int i, long seq) {
        return (long) i << STREAM_SHIFT | seq;
    }

    /** How many have not come, if so many of each stream (by its number) were published. */
    long lost(long[] published) {
        long lost = missing.size() + forgotten;
        for (int i = 0; i < next.length; i++) {
            lost += Math.max(0, published[firstStream + i] - next[i]);
        }
        return lost;
    }

    /** How many came again. */
    long doubled() {
        return doubled;
    }

    /** How many came after a later one of their stream. */
    long disordered() {
        return disordered;
    }

    /** How many came that were not subscribed. */
    long foreign() {
        return foreign;
    }
}
