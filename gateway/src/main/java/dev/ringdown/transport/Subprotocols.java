package dev.ringdown.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subprotocols of RFC 6455 section 1.9 that are spoken here. All speak the same messages, and events in CloudEvents. */
final class Subprotocols {
    /** Adds what the server says unasked. */
    static final String RINGDOWN = "ringdown.v1";

    static final String CLOUDEVENTS = "cloudevents.json";

    /** What a credential in their place begins with. */
    static final String BEARER = "bearer.";

    private Subprotocols() {}

    /** The first one of the client's list that is spoken here, as a text that all connections share; null for none. */
    static @Nullable String agreed(HttpHeaders headers) {
        for (String name : named(headers)) {
            if (name.equals(RINGDOWN)) {
                return RINGDOWN;
            }
            if (name.equals(CLOUDEVENTS)) {
                return CLOUDEVENTS;
            }
        }
        return null;
    }

    /** What the client offered besides a credential, in its order. */
    static List<String> named(HttpHeaders headers) {
        return offered(headers).stream()
                .filter(name -> !name.isEmpty() && !name.startsWith(BEARER))
                .toList();
    }

    /** What the client offered, in its order; the header may be repeated. */
    static List<String> offered(HttpHeaders headers) {
        List<String> offered = new ArrayList<>();
        for (String header : headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            for (String name : header.split(",", -1)) {
                offered.add(name.strip());
            }
        }
        return offered;
    }

    /** Leaves one header without the credential: Netty looks only at the first, and logs what it does not know in it. */
    static void prepare(HttpHeaders headers) {
        List<String> names = named(headers);
        headers.remove(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        if (!names.isEmpty()) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, String.join(",", names));
        }
    }
}
