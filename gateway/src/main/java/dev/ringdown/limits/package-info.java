/**
 * How many and how fast: the counting behind the limits of the configuration. Each class says who may call it. It knows
 * nothing of what it counts.
 */
@NullMarked
package dev.ringdown.limits;

import org.jspecify.annotations.NullMarked;
