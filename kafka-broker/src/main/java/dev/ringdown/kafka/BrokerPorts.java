package dev.ringdown.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where one broker listens. Immutable.
 *
 * @param open for clients and the other brokers
 * @param controller for the other controllers
 * @param secured for clients too, with TLS and a password; used only if the cluster has a {@link SecuredListener}
 */
record BrokerPorts(int open, int controller, int secured) {
    private static final int EACH = 3;

    /** Those of so many brokers, which nobody uses now. */
    static List<BrokerPorts> free(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>(); // all at once, so that none is given twice
        try {
            for (int i = 0; i < EACH * count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return IntStream.range(0, count)
                    .mapToObj(i -> held.subList(EACH * i, EACH * (i + 1)))
                    .map(of -> new BrokerPorts(
                            of.get(0).getLocalPort(),
                            of.get(1).getLocalPort(),
                            of.get(2).getLocalPort()))
                    .toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
