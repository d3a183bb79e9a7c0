package dev.ringdown.session;

import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, and what was agreed on with it. Immutable.
 *
 * @param address the client's, as far as trusted proxies tell it
 * @param transport how it is connected, such as {@code websocket}
 * @param protocol the subprotocol; null: none
 * @param compressed whether events go out compressed
 */
public record Peer(
        String address, String transport, @Nullable String protocol, boolean compressed) {}
