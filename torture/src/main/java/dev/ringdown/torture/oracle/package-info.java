/**
 * What must hold. Publishers tell the ledger what was acknowledged, clients write down what they saw, and one judge
 * compares the two on a thread of its own, once all that was seen has been acknowledged. It must not know how either
 * is done.
 */
@NullMarked
package dev.ringdown.torture.oracle;

import org.jspecify.annotations.NullMarked;
