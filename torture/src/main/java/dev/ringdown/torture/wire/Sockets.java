package dev.ringdown.torture.wire;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Raw sockets that one thread serves. Confined to it. */
public final class Sockets implements AutoCloseable {
    private final Selector selector;
    private final List<RawSocket> all = new ArrayList<>();

    public Sockets() throws IOException {
        selector = Selector.open();
    }

    /** Begins to connect. */
    public RawSocket connect(Dial dial) throws IOException {
        RawSocket socket = new RawSocket(selector, dial);
        all.add(socket);
        return socket;
    }

    /** Begins to connect, as a client that keeps to the protocol. */
    public Wire webSocket(Dial dial, String token, Wire.Listener listener) throws IOException {
        return new Wire(selector, dial, token, listener);
    }

    /** Serves whatever is ready, after waiting for it so long at most. */
    public void turn(long millis) throws IOException {
        if (millis == 0) {
            selector.selectNow();
        } else {
            selector.select(millis);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Selected selected) {
                selected.ready();
            }
        }
        selector.selectedKeys().clear();
    }

    /** All raw sockets that were ever opened. */
    public List<RawSocket> all() {
        return List.copyOf(all);
    }

    public int open() {
        return (int) all.stream().filter(RawSocket::isConnected).count();
    }

    @Override
    public void close() throws IOException {
        all.forEach(RawSocket::end);
        selector.close();
    }
}
