/**
 * The product from outside, as separate processes: what {@code docs/protocol.md} and the README promise, asked of a
 * server that was started by {@code ./run serve}. Each class is one promise; what they speak with is in {@code support}.
 */
@NullMarked
package dev.ringdown.tests;

import org.jspecify.annotations.NullMarked;
