package dev.ringdown.session;

import dev.ringdown.event.EventShape;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, and what was agreed on with it. Immutable.
 *
 * @param address the client's, as far as trusted proxies tell it
 * @param userAgent what the client says that it is, cut; null: nothing, or nobody is to be told
 * @param transport over what it is connected
 * @param protocol the subprotocol; null: none
 * @param compressed whether events go out compressed
 * @param shape of the events that it gets
 */
public record Peer(
        String address,
        @Nullable String userAgent,
        Transport transport,
        @Nullable String protocol,
        boolean compressed,
        EventShape shape) {
    /** One of whose software nothing is known. */
    public Peer(String address, Transport transport, @Nullable String protocol, boolean compressed, EventShape shape) {
        this(address, null, transport, protocol, compressed, shape);
    }
}
