package dev.ringdown.log;

import org.jspecify.annotations.Nullable;

/**
 * Finds the entry of a number among those of one customer by halving: their numbers grow with their offsets. Stateless.
 */
public final class NumberSearch {
    private NumberSearch() {}

    /** An entry of the customer, as far as it is needed here. */
    public record Numbered(long offset, long number) {}

    /** Looks an entry up. */
    public interface Probe<E extends Exception> {
        /** The customer's newest entry up to an offset, inclusive; null if there is none. */
        @Nullable
        Numbered newestUpTo(long offset) throws E;
    }

    /**
     * Looks for an entry between two offsets, inclusive.
     *
     * @return its offset, or -1 if it is not there
     */
    public static <E extends Exception> long offsetOf(long number, long fromOffset, long toOffset, Probe<E> probe)
            throws E {
        long low = fromOffset;
        long high = toOffset;
        while (low <= high) {
            long middle = low + (high - low) / 2;
            Numbered found = probe.newestUpTo(middle);
            if (found == null || found.offset < low || found.number < number) {
                low = middle + 1;
            } else if (found.number == number) {
                return found.offset;
            } else {
                high = found.offset - 1;
            }
        }
        return -1;
    }
}
