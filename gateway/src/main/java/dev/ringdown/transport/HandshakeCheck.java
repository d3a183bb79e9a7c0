package dev.ringdown.transport;

import dev.ringdown.http.Problem;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether a request is a WebSocket handshake for the endpoint (RFC 6455 section 4.2.1). Stateless. */
final class HandshakeCheck {
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;
    private static final int KEY_LENGTH = 24; // of 16 bytes in base64 with its padding

    private HandshakeCheck() {}

    /**
     * What is wrong with the handshake, or null.
     *
     * @param paths where there may be one
     */
    static @Nullable Problem faultOf(FullHttpRequest request, Set<String> paths) {
        Problem notHttp = notHttp(request);
        if (notHttp != null) {
            return notHttp;
        }
        if (!paths.contains(new QueryStringDecoder(request.uri()).rawPath())) {
            return Problem.of(
                    404,
                    "Not Found",
                    "nothing is here (expected: GET " + String.join(", ", new TreeSet<>(paths)) + " or "
                            + HandshakeOptions.EVENT_STREAM_PATH + ")");
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return Problem.of(400, "Bad Request", "method: " + request.method().name() + " (expected: GET)");
        }
        Problem fault = httpFaultOf(request);
        if (fault != null) {
            return fault;
        }
        HttpHeaders headers = request.headers();
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
            return upgradeRequired("no upgrade asked (expected: Connection: Upgrade, Upgrade: websocket)");
        }
        String version = headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
        if (!VERSION.equals(version)) {
            return upgradeRequired("Sec-WebSocket-Version: " + version + " (expected: " + VERSION + ")");
        }
        if (!isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY))) {
            return Problem.of(400, "Bad Request", "Sec-WebSocket-Key: missing or wrong (expected: 16 bytes in base64)");
        }
        return ExtensionOffers.in(headers) == null
                ? Problem.of(400, "Bad Request", "Sec-WebSocket-Extensions: malformed (expected: RFC 6455 section 9.1)")
                : null;
    }

    /** Why the request could not be read, or null. */
    static @Nullable Problem notHttp(FullHttpRequest request) {
        return request.decoderResult().isSuccess()
                ? null
                : Problem.of(
                        400,
                        "Bad Request",
                        "not HTTP: " + request.decoderResult().cause().getMessage());
    }

    /** What is wrong with a request whose path and method are right, before its headers are looked at, or null. */
    static @Nullable Problem httpFaultOf(FullHttpRequest request) {
        if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return Problem.of(400, "Bad Request", "version: " + request.protocolVersion() + " (expected: HTTP/1.1)");
        }
        Problem twice = SingleFields.faultOf(request.headers());
        if (twice != null) {
            return twice;
        }
        return isDecodable(request.uri())
                ? null
                : Problem.of(400, "Bad Request", "query: a broken percent-encoding (expected: % and two hex digits)");
    }

    private static Problem upgradeRequired(String detail) {
        return Problem.of(426, "Upgrade Required", detail)
                .withHeader("Upgrade", "websocket")
                .withHeader("Connection", "Upgrade")
                .withHeader("Sec-WebSocket-Version", VERSION);
    }

    /** Netty decodes the query when it is first asked for, and its fault quotes all of it, credential included. */
    private static boolean isDecodable(String uri) {
        try {
            return new QueryStringDecoder(uri).parameters() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isKey(@Nullable String key) {
        if (key == null || key.strip().length() != KEY_LENGTH) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false; // not base64
        }
    }
}
