/**
 * A cluster without a network: a journal in memory that misbehaves as a real one may, several nodes that fill their logs from
 * it, and publishers. Everything runs on one thread and follows from one seed, so that whatever goes wrong does so again. It knows
 * logs and journals by their faces, and is no part of the product.
 */
@NullMarked
package dev.ringdown.log.simulation;

import org.jspecify.annotations.NullMarked;
