/**
 * Netty: the public port with its handshakes and WebSockets, and the internal port with its requests. The only room of
 * the gateway that knows a network library. Handlers are confined to the event loop of their channel; what a client
 * means is for the session to know.
 */
@NullMarked
package dev.ringdown.transport;

import org.jspecify.annotations.NullMarked;
