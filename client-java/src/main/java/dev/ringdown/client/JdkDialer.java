package dev.ringdown.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Opens sockets of {@link java.net.http}. */
final class JdkDialer implements Dialer {
    private final ConnectOptions options;
    private final Loop loop;
    private final HttpClient client;
    private final URI address;
    private final Set<JdkSocket> sockets = ConcurrentHashMap.newKeySet(); // those that are not gone yet

    JdkDialer(ConnectOptions options, Loop loop) {
        this.options = options;
        this.loop = loop;
        HttpClient own = options.httpClient();
        this.client = own != null ? own : newClient();
        this.address = Protocol.address(options.url(), options.accesskey());
    }

    /**
     * On the one thread that reads: what a socket does there is handed to the loop at once. With threads of its own, JDK 25.0.3
     * does not always read the end of a connection that comes just behind a message: the socket stays half closed, and only its
     * silence tells.
     */
    private static HttpClient newClient() {
        return HttpClient.newBuilder().executor(Runnable::run).build();
    }

    @Override
    public Socket dial(@Nullable String token, SocketListener listener) {
        WebSocket.Builder handshake = client.newWebSocketBuilder()
                .subprotocols(Protocol.SUBPROTOCOL)
                .connectTimeout(options.connectTimeout());
        if (token != null) {
            handshake.header("Authorization", "Bearer " + token);
        }
        JdkSocket socket = new JdkSocket(loop, listener, options.maxMessageChars(), options.closeTimeout());
        sockets.add(socket);
        socket.whenGone(() -> sockets.remove(socket));
        socket.open(handshake, address);
        return socket;
    }

    @Override
    public void awaitClosed() throws InterruptedException {
        CompletableFuture<?>[] closed = sockets.stream()
                .filter(JdkSocket::isClosed)
                .map(JdkSocket::gone)
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(closed).get(options.closeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return; // the line is being cut
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails these futures", e);
        }
    }
}
