package dev.ringdown.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.regex.Pattern;

/** Writes where a port listens. Stateless. */
final class Addresses {
    /** The first groups of zeros, for which two colons stand (RFC 4291 section 2.2). */
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    private Addresses() {}

    static URI of(String scheme, InetSocketAddress address) {
        return URI.create(scheme + "://" + host(address.getAddress()) + ":" + address.getPort());
    }

    /** A socket for all addresses tells that of IPv6, though it has those of IPv4 too. */
    private static String host(InetAddress address) {
        if (address.isAnyLocalAddress()) {
            return "0.0.0.0";
        }
        String host = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + ZEROS.matcher(host).replaceFirst("::") + "]" : host;
    }
}
