package dev.ringdown.testing;

import dev.ringdown.limits.ClientNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses of clients, as tests write them. */
public final class Addresses {
    private Addresses() {}

    /** @param text such as {@code 192.0.2.7} */
    public static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** The network by which a client at this address is counted. */
    public static ClientNetwork network(String address) {
        return ClientNetwork.of(address(address));
    }
}
