package dev.ringdown.tests.support;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Serves texts on 127.0.0.1: a web page, an issuer's key set, or whatever a path asks for. Thread-safe. */
public final class PageServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();

    /** Serves one text under every path. */
    public PageServer(String contentType, String text) {
        this(contentType, path -> text);
    }

    /** Serves the texts of a folder, as {@code python3 -m http.server} does. */
    public static PageServer ofFiles(Path folder) {
        return new PageServer(
                path -> path.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8",
                path -> textOf(folder.resolve(path.substring(1))));
    }

    private static String textOf(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Serves what each path asks for. */
    public PageServer(String contentType, UnaryOperator<String> textOf) {
        this(path -> contentType, textOf);
    }

    private PageServer(UnaryOperator<String> typeOf, UnaryOperator<String> textOf) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback", e);
        }
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("Content-Type", typeOf.apply(path));
            byte[] body = textOf.apply(path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Such as {@code http://127.0.0.1:41234}: the origin of the page. */
    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests came so far. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
