package dev.ringdown.log;

/**
 * How many entries a customer has, and had before those that were stored last. Immutable.
 *
 * @param number of the newest one, see {@link LogEntry#number()}; 0 if there is none
 * @param untilOffset none of them is beyond this offset; mostly that of the newest
 * @param earlierNumber the number before those that were stored together last
 * @param earlierUntilOffset none of these earlier ones is beyond this offset
 * @param newestFromOffset the first offset of those that were stored together last
 */
public record CustomerCount(
        long number, long untilOffset, long earlierNumber, long earlierUntilOffset, long newestFromOffset) {
    /** Of a customer of whom nothing was ever appended. */
    public static final CustomerCount NONE = new CustomerCount(0, -1);

    /** One of which nothing earlier is known. */
    public CustomerCount(long number, long untilOffset) {
        this(number, untilOffset, number, untilOffset, untilOffset);
    }

    /** So many entries, and those that were stored together after them. */
    CustomerCount then(long nowNumber, long nowUntilOffset, long fromOffset) {
        return new CustomerCount(nowNumber, nowUntilOffset, number, untilOffset, fromOffset);
    }

    /** How many of them there are up to an offset; -1 if this does not tell. */
    public long upTo(long offset) {
        if (untilOffset <= offset) {
            return number;
        }
        return earlierUntilOffset <= offset && offset < newestFromOffset ? earlierNumber : -1;
    }
}
