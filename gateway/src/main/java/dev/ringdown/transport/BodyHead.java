package dev.ringdown.transport;

import dev.ringdown.http.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** What the head of a request says of its body, and may be more than is done here. Stateless. */
final class BodyHead {
    private BodyHead() {}

    /** Why a body is not read that has this head, or null. */
    static @Nullable Problem faultOf(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && isMoreThan(
                        String.join(",", headers.getAll(HttpHeaderNames.TRANSFER_ENCODING)),
                        HttpHeaderValues.CHUNKED)) {
            return Problem.of(501, "Not Implemented", "transfer-encoding: not known (expected: chunked)");
        }
        boolean mayExpect = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0; // RFC 9110 section 10.1.1
        if (mayExpect && isMoreThan(headers.get(HttpHeaderNames.EXPECT), HttpHeaderValues.CONTINUE)) {
            return Problem.of(417, "Expectation Failed", "expect: not known (expected: 100-continue)");
        }
        return isMoreThan(headers.get(HttpHeaderNames.CONTENT_ENCODING), HttpHeaderValues.IDENTITY)
                ? Problem.of(415, "Unsupported Media Type", "content-encoding: not known (expected: identity, or none)")
                        .withHeader("Accept-Encoding", HttpHeaderValues.IDENTITY.toString()) // RFC 9110 section 12.5.3
                : null;
    }

    private static boolean isMoreThan(@Nullable String value, CharSequence known) {
        return value != null && !value.isBlank() && !AsciiString.contentEqualsIgnoreCase(value.strip(), known);
    }
}
