package dev.ringdown.transport;

import dev.ringdown.event.EventShape;
import dev.ringdown.message.RequestedShape;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * In which shape a client is to get events that asks for a WebSocket. Immutable.
 *
 * @param shape CloudEvents if there is a fault
 * @param fault why it cannot be as the client asks; null if it can
 */
record SocketShape(EventShape shape, @Nullable String fault) {
    /**
     * Of a request of which the query can be decoded.
     *
     * @param otherwise what a client gets that asks for none and offers no subprotocol
     */
    static SocketShape of(FullHttpRequest request, EventShape otherwise) {
        RequestedShape requested = RequestedShape.of(new QueryStringDecoder(request.uri()).parameters());
        if (requested.fault() != null) {
            return new SocketShape(EventShape.CLOUDEVENTS, requested.fault());
        }
        HttpHeaders headers = request.headers();
        String subprotocol = Subprotocols.agreed(headers);
        if (subprotocol != null) {
            return withSubprotocol(requested.shape(), subprotocol);
        }
        if (requested.shape() != null) {
            return new SocketShape(requested.shape(), null);
        }
        // Who offers what is not known here has read another document than VoIPBin's: the default is not meant for it.
        return new SocketShape(Subprotocols.named(headers).isEmpty() ? otherwise : EventShape.CLOUDEVENTS, null);
    }

    /** A subprotocol says what messages look like, so another shape would break the promise that is answered. */
    private static SocketShape withSubprotocol(@Nullable EventShape shape, String subprotocol) {
        return new SocketShape(
                EventShape.CLOUDEVENTS,
                shape == null || shape == EventShape.CLOUDEVENTS
                        ? null
                        : "shape: " + shape.text() + " with the subprotocol " + subprotocol
                                + " (expected: cloudevents, or no subprotocol)");
    }
}
