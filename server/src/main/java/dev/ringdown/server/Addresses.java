package dev.ringdown.server;

import java.net.InetSocketAddress;
import java.net.URI;

/** Writes where a port listens. Stateless. */
final class Addresses {
    private Addresses() {}

    static URI of(String scheme, InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        String authority = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + authority + ":" + address.getPort());
    }
}
