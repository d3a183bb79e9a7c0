/**
 * A small WebSocket client on raw sockets, which can do what a well-behaved one cannot: stop reading, read slowly, cut
 * the connection in the middle of a frame. Confined to the selector thread of its loop. It must not know what is said.
 */
@NullMarked
package dev.ringdown.torture.wire;

import org.jspecify.annotations.NullMarked;
