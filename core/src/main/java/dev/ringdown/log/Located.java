package dev.ringdown.log;

/** Where a client's position is in the log. */
public sealed interface Located {
    /**
     * The position is in this log, and nothing that came after it can have been lost with an earlier epoch. Immutable.
     *
     * @param afterOffset read on after this offset; -1 reads from the beginning of what is retained
     * @param afterNumber so many entries of the customer are before it
     */
    record At(long afterOffset, long afterNumber) implements Located {}

    /** The log has not got there yet, as far as this node knows it. */
    record Ahead() implements Located {}

    /**
     * The position is of an earlier epoch, or of a log that this one has replaced: what came after it may be lost. Immutable.
     *
     * @param afterOffset from where on the customer's entries may be new to the client; -1: all that are retained
     * @param afterNumber so many entries of the customer are before it
     */
    record OfAnotherLog(long afterOffset, long afterNumber) implements Located {}
}
