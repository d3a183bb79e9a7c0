package dev.ringdown.http;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, read to its end.
 *
 * @param path without the query
 * @param query what stands behind the question mark, as it was sent; empty if there is none
 * @param headers names in lower case; of a repeated header the first value
 * @param repeated the names of headers that came more than once, in lower case
 * @param body empty if there is none; must not be changed
 * @param receivedNanos {@link System#nanoTime()} when it had been read
 */
public record Request(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        Set<String> repeated,
        byte[] body,
        long receivedNanos) {
    /** One of which every header came once. */
    public Request(
            String method, String path, String query, Map<String, String> headers, byte[] body, long receivedNanos) {
        this(method, path, query, headers, Set.of(), body, receivedNanos);
    }

    /** The same request, once its body has been read. */
    public Request withBody(byte[] whole, long atNanos) {
        return new Request(method, path, query, headers, repeated, whole, atNanos);
    }

    /** The value of a header, or null; {@code name} in lower case. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The media type of the body in lower case and without parameters; empty if there is none. */
    public String mediaType() {
        return MediaType.essence(header("content-type"));
    }

    /** The token of {@code Authorization: Bearer …} (RFC 6750 section 2.1), or null. */
    public @Nullable String bearerToken() {
        return BearerToken.of(header("authorization"));
    }
}
