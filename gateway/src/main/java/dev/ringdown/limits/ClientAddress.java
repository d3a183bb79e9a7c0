package dev.ringdown.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a client is. Immutable.
 *
 * @param text for people, such as {@code 203.0.113.7}; empty: it has gone before anybody asked
 * @param network by which it is counted
 */
public record ClientAddress(String text, ClientNetwork network) {
    public static final ClientAddress UNKNOWN = new ClientAddress("", ClientNetwork.UNKNOWN);

    public static ClientAddress of(InetAddress address) {
        return new ClientAddress(plain(address).getHostAddress(), ClientNetwork.of(address));
    }

    /** The same address in its one spelling: IPv4 where it can be, and without a zone. */
    public static InetAddress plain(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of neither 4 nor 16 bytes", e); // there are no others
        }
    }
}
