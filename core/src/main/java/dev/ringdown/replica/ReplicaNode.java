package dev.ringdown.replica;

import static java.util.Objects.requireNonNull;

import java.util.function.LongSupplier;

/**
 * Who opens a {@link ReplicatedLog}, and what it sees of the machine. Immutable.
 *
 * @param writer a random number that no other opening of a log of the same journal has
 * @param nanoTime a clock that nobody sets
 * @param nowSeconds the time since 1970, for the epoch if one must begin
 * @param notices is told what an operator should know
 */
public record ReplicaNode(long writer, LongSupplier nanoTime, long nowSeconds, Notices notices) {
    public ReplicaNode {
        requireNonNull(nanoTime, "nanoTime");
        requireNonNull(notices, "notices");
    }
}
