package dev.ringdown.replica;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Who opens a {@link ReplicatedLog}, and what it sees of the machine. Immutable.
 *
 * @param writer a random number that no other opening of a log of the same journal has
 * @param nanoTime a clock that nobody sets
 * @param nowSeconds the time since 1970, for the epoch if one must begin
 * @param told is told what an operator should know, once, on the thread of the log or the one that opens it; must not block
 */
public record ReplicaNode(long writer, LongSupplier nanoTime, long nowSeconds, Consumer<String> told) {
    public ReplicaNode {
        requireNonNull(nanoTime, "nanoTime");
        requireNonNull(told, "told");
    }
}
