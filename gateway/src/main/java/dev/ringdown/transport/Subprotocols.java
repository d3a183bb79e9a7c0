package dev.ringdown.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** The subprotocols of RFC 6455 section 1.9 that are spoken here. All speak the same messages. */
final class Subprotocols {
    /** Adds what the server says unasked. */
    static final String RINGDOWN = "ringdown.v1";

    static final String CLOUDEVENTS = "cloudevents.json";

    private Subprotocols() {}

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
}
