package dev.ringdown.transport;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;

/** Handshakes as a client sends them. Stateless. */
final class Handshakes {
    private Handshakes() {}

    /** A good one, without a credential. */
    static FullHttpRequest good() {
        return to("/v1.0/ws");
    }

    /** A good one to this address, path and query. */
    static FullHttpRequest to(String uri) {
        return request(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
    }

    static FullHttpRequest request(HttpVersion version, HttpMethod method, String uri) {
        FullHttpRequest request = new DefaultFullHttpRequest(version, method, uri, Unpooled.buffer(0));
        request.headers()
                .set("Host", "ringdown.example.com")
                .set("Connection", "Upgrade")
                .set("Upgrade", "websocket")
                .set("Sec-WebSocket-Version", "13")
                .set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        return request;
    }

    /** A good one with a header more or another value of it. */
    static FullHttpRequest with(String header, String value) {
        FullHttpRequest request = good();
        request.headers().set(header, value);
        return request;
    }

    static FullHttpRequest without(String header) {
        FullHttpRequest request = good();
        request.headers().remove(header);
        return request;
    }
}
