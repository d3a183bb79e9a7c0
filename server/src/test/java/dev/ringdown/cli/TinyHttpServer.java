package dev.ringdown.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An HTTP server on loopback with one answer for everything. Remembers what it was asked. Thread-safe. */
final class TinyHttpServer implements AutoCloseable {
    /** A request, as far as these tests look at it. */
    record Request(String method, String path, String authorization, String contentType, String body) {}

    private final HttpServer server;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    private TinyHttpServer(HttpServer server) {
        this.server = server;
    }

    static TinyHttpServer answering(int status, String contentType, String body) {
        return answering(status, contentType, body, "");
    }

    static TinyHttpServer answering(int status, String contentType, String body, String retryAfter) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TinyHttpServer tiny = new TinyHttpServer(http);
            http.createContext("/", exchange -> tiny.answer(exchange, status, contentType, body, retryAfter));
            http.start();
            return tiny;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback", e);
        }
    }

    private void answer(HttpExchange exchange, int status, String contentType, String body, String retryAfter)
            throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().set("Content-Type", contentType);
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** The next request that came. */
    Request request() {
        return requests.remove();
    }

    String url(String scheme, String path) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
