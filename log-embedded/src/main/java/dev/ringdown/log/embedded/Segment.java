package dev.ringdown.log.embedded;

/**
 * A stretch of the log that is dropped as a whole. Immutable.
 *
 * @param id grows by one from segment to segment
 * @param firstOffset the first offset that can be in it: one more than the last before it
 * @param firstMillis when it was begun
 * @param bytes what is retained of it, uncompressed; of the newest segment, what was in it when this was asked
 */
record Segment(int id, long firstOffset, long firstMillis, long bytes) {
    /** The same begun so much later. */
    Segment later(long byMillis) {
        return new Segment(id, firstOffset, firstMillis + byMillis, bytes);
    }

    /** The same with so many bytes in it. */
    Segment with(long nowBytes) {
        return new Segment(id, firstOffset, firstMillis, nowBytes);
    }
}
