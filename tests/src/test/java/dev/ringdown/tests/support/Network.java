package dev.ringdown.tests.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network in front of a server, which can be cut or stand still; its port stays while the server's changes. Thread-safe:
 * each connection has two threads, which end with it.
 */
public final class Network implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Object counting = new Object();
    private volatile URI server;
    private long bytesLeft = NEVER; // guarded by counting

    /** A network to the public port of a server. */
    public Network(RunningServer server) {
        this.server = server.publicAddress();
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback", e);
        }
        daemon(this::accept);
    }

    /** Leads to another server from here on. */
    public void to(RunningServer other) {
        server = other.publicAddress();
    }

    /** The address that clients connect to. */
    public String webSocketUrl() {
        return "ws://127.0.0.1:" + listener.getLocalPort() + "/v1.0/ws";
    }

    /** Cuts every connection at once. */
    public void cut() {
        links.forEach(Link::close);
    }

    /** Cuts every connection once clients have got so many bytes more; what is beyond does not arrive. */
    public void cutAfter(long bytes) {
        synchronized (counting) {
            bytesLeft = bytes;
        }
    }

    /** Lets every connection that is there stand still, without a word to either side. */
    public void stall() {
        links.forEach(link -> link.stalled = true);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Socket far = new Socket();
                Link link = new Link(near, far);
                links.add(link);
                link.open();
            } catch (IOException e) {
                // the server is not there, or this network is closed: the client finds the connection closed
            }
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "network");
        thread.setDaemon(true);
        thread.start();
    }

    /** How many of some bytes may arrive; if fewer than all, the network is to be cut. */
    private int arriving(int bytes) {
        synchronized (counting) {
            if (bytesLeft >= bytes) {
                bytesLeft = bytesLeft == NEVER ? NEVER : bytesLeft - bytes;
                return bytes;
            }
            int arriving = (int) bytesLeft;
            bytesLeft = NEVER;
            return arriving;
        }
    }

    private final class Link {
        final Socket near;
        final Socket far;
        volatile boolean stalled;

        Link(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void open() {
            try {
                far.connect(new InetSocketAddress(server.getHost(), server.getPort()));
            } catch (IOException e) {
                close(); // the server is down
                return;
            }
            daemon(() -> relay(near, far, false));
            daemon(() -> relay(far, near, true));
        }

        private void relay(Socket from, Socket to, boolean counted) {
            byte[] bytes = new byte[8192];
            try {
                InputStream in = from.getInputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (stalled) {
                        continue;
                    }
                    int arriving = counted ? arriving(read) : read;
                    to.getOutputStream().write(bytes, 0, arriving);
                    if (arriving < read) {
                        cut();
                    }
                }
            } catch (IOException e) {
                // either side has gone, which ends both
            } finally {
                close();
            }
        }

        void close() {
            links.remove(this);
            closeQuietly(near);
            closeQuietly(far);
        }

        private void closeQuietly(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close a socket", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the network", e);
        }
        cut();
    }
}
