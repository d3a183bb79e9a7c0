package dev.ringdown.torture.wire;

import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a connection to the server is made. Immutable.
 *
 * @param host an address in numbers
 * @param from the address that the server sees; null: the system chooses
 * @param receiveBytes of the socket's buffer; 0: what the system likes
 * @param tls what is spoken below everything else; null: plain TCP
 */
public record Dial(
        String host,
        int port,
        @Nullable InetAddress from,
        int receiveBytes,
        @Nullable SSLContext tls) {
    private static final int LITTLE_BYTES = 4096;
    private static final String THIS_MACHINE = "127.0.0.1";

    /** To this machine. */
    public static Dial to(int port) {
        return to(THIS_MACHINE, port);
    }

    /** As anybody does. */
    public static Dial to(String host, int port) {
        return new Dial(host, port, null, 0, null);
    }

    /** The same from another address. */
    public Dial comingFrom(InetAddress address) {
        return new Dial(host, port, address, receiveBytes, tls);
    }

    /** The same, with TLS below everything else; null: plain TCP. */
    public Dial over(@Nullable SSLContext context) {
        return new Dial(host, port, from, receiveBytes, context);
    }

    /** The same, where the system takes so many bytes for who does not read. */
    public Dial receiving(int bytes) {
        return new Dial(host, port, from, bytes, tls);
    }

    /** The same, where the system takes little for who does not read. */
    public Dial receivingLittle() {
        return receiving(LITTLE_BYTES);
    }
}
