package dev.ringdown.torture.wire;

import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a connection to 127.0.0.1 is made. Immutable.
 *
 * @param from the address that the server sees; null: the system chooses
 * @param receiveBytes of the socket's buffer; 0: what the system likes
 * @param tls what is spoken below everything else; null: plain TCP
 */
public record Dial(
        int port,
        @Nullable InetAddress from,
        int receiveBytes,
        @Nullable SSLContext tls) {
    private static final int LITTLE_BYTES = 4096;

    /** As anybody does. */
    public static Dial to(int port) {
        return new Dial(port, null, 0, null);
    }

    /** The same from another address. */
    public Dial comingFrom(InetAddress address) {
        return new Dial(port, address, receiveBytes, tls);
    }

    /** The same, where the system takes so many bytes for who does not read. */
    public Dial receiving(int bytes) {
        return new Dial(port, from, bytes, tls);
    }

    /** The same, where the system takes little for who does not read. */
    public Dial receivingLittle() {
        return receiving(LITTLE_BYTES);
    }
}
