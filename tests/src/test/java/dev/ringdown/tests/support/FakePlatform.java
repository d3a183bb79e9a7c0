package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /v1.0/customer} as VoIPBin's API does: with the customer of the access key, which it takes from the cookie
 * and then from the query ({@code bin-api-manager/lib/middleware/authenticate.go}), else with 401. Thread-safe.
 */
public final class FakePlatform implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, UUID> customers = new ConcurrentHashMap<>();
    private final Semaphore requests = new Semaphore(0);
    private volatile boolean down;

    public FakePlatform() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1.0/customer", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1.0/customer";
    }

    public void knows(String key, UUID customer) {
        customers.put(key, customer);
    }

    public void forgets(String key) {
        customers.remove(key);
    }

    /** From now on it answers 503, or does not any more. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** Waits until it was asked so many times more. */
    public void awaitRequests(int count) {
        requests.drainPermits();
        try {
            assertThat(requests.tryAcquire(count, Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%d requests", count)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for requests", e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.release();
        try (exchange) {
            UUID customer = customers.get(key(exchange));
            String body = customer == null
                    ? "{\"error\":{\"status\":\"UNAUTHENTICATED\",\"reason\":\"INVALID_CREDENTIALS\"}}"
                    : "{\"id\":\"" + customer + "\",\"name\":\"Fernhill\",\"status\":\"active\"}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(down ? 503 : customer == null ? 401 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String key(HttpExchange exchange) {
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        String query = exchange.getRequestURI().getRawQuery();
        return value(cookie == null ? query : cookie);
    }

    private static String value(@Nullable String accessKey) {
        return accessKey == null ? "" : accessKey.replaceFirst("^accesskey=", "");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
