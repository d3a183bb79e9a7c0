package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A WebSocket handshake (RFC 6455 section 4.1) that a test may bend before it is sent. Confined to its test. */
public final class Handshake {
    /** The key of RFC 6455 section 1.3, and what the server must make of it. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private final URI address;
    private final List<RawConnection> opened;
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "GET";
    private String path = "/v1.0/ws";
    private String version = "HTTP/1.1";
    private int receiveBufferBytes;

    /** @param opened where connections are noted, to be closed in the end */
    Handshake(URI address, List<RawConnection> opened) {
        this.address = address;
        this.opened = opened;
        headers.put("Host", address.getAuthority());
        headers.put("Connection", "Upgrade");
        headers.put("Upgrade", "websocket");
        headers.put("Sec-WebSocket-Version", "13");
        headers.put("Sec-WebSocket-Key", KEY);
    }

    public Handshake token(String token) {
        query.add("token=" + token);
        return this;
    }

    public Handshake accessKey(String key) {
        query.add("accesskey=" + key);
        return this;
    }

    public Handshake shape(String shape) {
        query.add("shape=" + shape);
        return this;
    }

    public Handshake bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** Offers subprotocols, in this order. */
    public Handshake offering(String... subprotocols) {
        return header("Sec-WebSocket-Protocol", String.join(", ", subprotocols));
    }

    public Handshake header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Handshake without(String header) {
        headers.remove(header);
        return this;
    }

    public Handshake method(String otherMethod) {
        method = otherMethod;
        return this;
    }

    public Handshake path(String otherPath) {
        path = otherPath;
        return this;
    }

    public Handshake version(String otherVersion) {
        version = otherVersion;
        return this;
    }

    /** Takes little before the server has to wait. */
    public Handshake receiveBuffer(int bytes) {
        receiveBufferBytes = bytes;
        return this;
    }

    /** Sends it; it must be refused. */
    public HttpAnswer refusal() {
        try (RawConnection connection = send()) {
            HttpAnswer answer = connection.readAnswer();
            assertThat(answer.status()).as("status of %s", answer).isGreaterThanOrEqualTo(400);
            return answer;
        }
    }

    /** Sends it; it must be accepted. */
    public RawWebSocket open() {
        RawConnection connection = send();
        opened.add(connection);
        HttpAnswer answer = connection.readAnswer();
        assertThat(answer.status()).as("status of %s", answer).isEqualTo(101);
        assertThat(answer.header("sec-websocket-accept")).isEqualTo(ACCEPT);
        return new RawWebSocket(connection, answer, Shape.of("?" + String.join("&", query)));
    }

    private RawConnection send() {
        RawConnection connection = new RawConnection(address, receiveBufferBytes);
        StringJoiner request = new StringJoiner("\r\n", "", "\r\n\r\n");
        request.add(method + " " + path + (query.isEmpty() ? "" : "?" + String.join("&", query)) + " " + version);
        headers.forEach((name, value) -> request.add(name + ": " + value));
        try {
            connection.write(request.toString().getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** Sends these bytes to the public port instead of a handshake, and reads the refusal. */
    public HttpAnswer refusalOf(String bytes) throws IOException {
        try (RawConnection connection = new RawConnection(address, receiveBufferBytes)) {
            connection.write(bytes.getBytes(StandardCharsets.UTF_8));
            return connection.readAnswer();
        }
    }
}
