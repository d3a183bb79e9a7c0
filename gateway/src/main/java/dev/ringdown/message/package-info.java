/**
 * What clients and the server say to each other besides events: client messages and requests for event streams, read into
 * types that cannot be wrong, and server messages, written as JSON. Everything here is immutable or confined to one call, so
 * it runs on any thread. It does not know who says it: neither sessions and what they have subscribed, nor a socket.
 */
@NullMarked
package dev.ringdown.message;

import org.jspecify.annotations.NullMarked;
