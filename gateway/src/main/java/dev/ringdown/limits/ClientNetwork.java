package dev.ringdown.limits;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * By what clients are counted that have not proved who they are: an IPv4 address, or the first 64 bits of an IPv6 address,
 * since whoever has one address of such a network has all of them. An IPv4 address that is written as an IPv6 one (RFC 4291
 * section 2.5.5.2) is the IPv4 address. Immutable.
 *
 * @param bits the address, or the first half of it
 */
public record ClientNetwork(boolean ipv6, long bits) {
    /** Of those who have gone before anybody asked. */
    public static final ClientNetwork UNKNOWN = new ClientNetwork(false, -1);

    private static final int IPV4_BYTES = 4;

    /** @param address null: not known */
    public static ClientNetwork of(@Nullable InetAddress address) {
        if (address == null) {
            return UNKNOWN;
        }
        ByteBuffer bytes = ByteBuffer.wrap(ClientAddress.plain(address).getAddress());
        return bytes.remaining() == IPV4_BYTES
                ? new ClientNetwork(false, Integer.toUnsignedLong(bytes.getInt()))
                : new ClientNetwork(true, bytes.getLong());
    }
}
