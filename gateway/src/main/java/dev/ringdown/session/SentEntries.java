package dev.ringdown.session;

import java.util.Arrays;

/** Which single entries a snapshot has sent, or is sure to. Immutable: the array is not changed. */
record SentEntries(long[] sortedOffsets) {
    boolean contains(long offset) {
        return Arrays.binarySearch(sortedOffsets, offset) >= 0;
    }
}
