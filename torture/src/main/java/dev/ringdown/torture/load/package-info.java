/**
 * Publishers and clients: what they do, at random but decided by the seed. A publisher has a thread of its own; many
 * clients share a loop. They write down what happens and judge nothing themselves, but for what cannot be an answer at
 * all.
 */
@NullMarked
package dev.ringdown.torture.load;

import org.jspecify.annotations.NullMarked;
