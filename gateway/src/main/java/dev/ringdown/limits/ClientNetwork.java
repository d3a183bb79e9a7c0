package dev.ringdown.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * By what clients are counted that have not proved who they are: an IPv4 address, or the first 64 bits of an IPv6 address,
 * since whoever has one address of such a network has all of them. An IPv4 address that is written as an IPv6 one (RFC 4291
 * section 2.5.5.2) is the IPv4 address. Immutable.
 *
 * @param bits the first half of an IPv6 address, or an IPv4 address behind bits with which no IPv6 address of a client
 *     begins: those are for multicast (RFC 4291 section 2.7)
 */
public record ClientNetwork(long bits) {
    private static final long BEFORE_IPV4 = 0xFFFF_FFFFL << Integer.SIZE;

    /** Of those who have gone before anybody asked; no address has these bits. */
    public static final ClientNetwork UNKNOWN = new ClientNetwork(0xFFFF_FFFEL << Integer.SIZE);

    private static final int IPV4_BYTES = 4;

    /** @param address null: not known */
    public static ClientNetwork of(@Nullable InetAddress address) {
        if (address == null) {
            return UNKNOWN;
        }
        ByteBuffer bytes = ByteBuffer.wrap(plain(address).getAddress());
        return bytes.remaining() == IPV4_BYTES
                ? new ClientNetwork(BEFORE_IPV4 | Integer.toUnsignedLong(bytes.getInt()))
                : new ClientNetwork(bytes.getLong());
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
