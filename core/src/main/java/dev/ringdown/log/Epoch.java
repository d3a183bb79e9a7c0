package dev.ringdown.log;

/**
 * A stretch of the log in which no offset was given twice. Immutable.
 *
 * @param epoch grows from one to the next, see {@link Sequence#epoch()}
 * @param firstOffset the first offset that was given in it
 */
public record Epoch(long epoch, long firstOffset) {}
