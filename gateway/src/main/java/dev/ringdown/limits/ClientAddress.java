package dev.ringdown.limits;

import java.net.InetAddress;

/**
 * Where a client is. Immutable.
 *
 * @param text for people, such as {@code 203.0.113.7}; empty: it has gone before anybody asked
 * @param network by which it is counted
 */
public record ClientAddress(String text, ClientNetwork network) {
    public static final ClientAddress UNKNOWN = new ClientAddress("", ClientNetwork.UNKNOWN);

    public static ClientAddress of(InetAddress address) {
        return new ClientAddress(ClientNetwork.plain(address).getHostAddress(), ClientNetwork.of(address));
    }
}
