package dev.ringdown.log;

/**
 * Where a client's position is in the log. Immutable.
 *
 * @param afterOffset read on after this offset; -1: from the beginning
 * @param unbroken whether nothing that came after the position can have been lost with an earlier epoch
 */
public record Located(long afterOffset, boolean unbroken) {}
