/**
 * Sockets that do what well-behaved clients do not: send any bytes, stop reading, read slowly, cut the connection in the middle
 * of a frame. A small WebSocket client is one of them. Confined to the thread of their selector. It must not know what is said.
 */
@NullMarked
package dev.ringdown.torture.wire;

import org.jspecify.annotations.NullMarked;
