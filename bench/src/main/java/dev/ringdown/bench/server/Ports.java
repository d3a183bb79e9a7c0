package dev.ringdown.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Two ports of this machine that nobody listens on, for a server that is started. Immutable.
 *
 * @param open for subscribers
 * @param internal for publishers
 */
public record Ports(InetSocketAddress open, InetSocketAddress internal) {
    private static final int CONNECT_MILLIS = 1_000;

    public static Ports free() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Ports(
                    new InetSocketAddress("127.0.0.1", one.getLocalPort()),
                    new InetSocketAddress("127.0.0.1", other.getLocalPort()));
        }
    }

    /** Whether somebody listens there by now. */
    public static boolean isOpen(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        }
    }
}
