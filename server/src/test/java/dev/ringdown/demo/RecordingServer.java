package dev.ringdown.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A publish endpoint that answers as it was told and remembers what it got. Thread-safe: one lock. */
final class RecordingServer implements AutoCloseable {
    static {
        // Read once by the JDK's server; without it each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Integer> plannedStatuses = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private boolean silent;

    record Request(
            String method,
            String path,
            @Nullable String contentType,
            @Nullable String authorization,
            String body) {}

    RecordingServer() {
        this(0);
    }

    /** @param port 0 for a free one */
    RecordingServer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The next requests get these; all further ones 202. */
    synchronized void plan(int... statuses) {
        for (int status : statuses) {
            plannedStatuses.add(status);
        }
    }

    /** Requests get no answer any more. */
    synchronized void fallSilent() {
        silent = true;
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The bodies that were answered with 202. */
    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    /** Waits until so many requests came, then returns them. */
    synchronized List<Request> awaitRequests(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (requests.size() < count) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (leftMillis <= 0) {
                throw new AssertionError("requests: " + requests.size() + " (expected: " + count + " within 30 s)");
            }
            wait(leftMillis);
        }
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = record(exchange, body);
        if (status != 0) {
            byte[] answer = "{\"id\":\"0198\",\"sequence\":\"1-1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        }
    }

    private synchronized int record(HttpExchange exchange, String body) {
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                exchange.getRequestHeaders().getFirst("Authorization"),
                body));
        notifyAll();
        if (silent) {
            return 0;
        }
        Integer planned = plannedStatuses.poll();
        int status = planned == null ? 202 : planned;
        if (status == 202) {
            taken.add(body);
        }
        return status;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
