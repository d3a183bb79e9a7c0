package dev.ringdown.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The extension permessage-deflate (RFC 7692), always without context takeover in both directions: then a message
 * compressed once is good for every receiver, and no connection keeps a compressor or a window.
 *
 * <p>Immutable, thread-safe.
 */
final class Deflate {
    private static final String NAME = "permessage-deflate";
    private static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";

    /** Netty's handshaker wants a level for the compressor that is never made. */
    private static final int ANY_LEVEL = 6;

    private final PerMessageDeflateServerExtensionHandshaker handshaker;

    /** @param maxMessageBytes the largest message of a client, inflated */
    Deflate(int maxMessageBytes) {
        // A smaller window of ours cannot be agreed on, since what is shared by all was compressed with the largest.
        this.handshaker = new PerMessageDeflateServerExtensionHandshaker(
                ANY_LEVEL,
                false,
                PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE,
                true,
                true,
                maxMessageBytes);
    }

    /** What is agreed on with a client that sent these headers; null if it offers nothing that can be done. */
    @Nullable
    WebSocketServerExtension agree(HttpHeaders headers) {
        try {
            for (String header : headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) {
                for (WebSocketExtensionData offer : offers(header)) {
                    WebSocketServerExtension agreed = handshaker.handshakeExtension(withoutContext(offer));
                    if (agreed != null) {
                        return agreed;
                    }
                }
            }
            return null;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return null; // so Netty says that it cannot read an offer; such a one is declined (RFC 7692 section 7.1)
        }
    }

    private static List<WebSocketExtensionData> offers(String header) {
        return header.isBlank() ? List.of() : WebSocketExtensionUtil.extractExtensions(header);
    }

    /** Both may be demanded of any client, asked for or not (RFC 7692 sections 7.1.1.1 and 7.1.1.2). */
    private static WebSocketExtensionData withoutContext(WebSocketExtensionData offer) {
        Map<String, String> parameters = new HashMap<>(offer.parameters());
        parameters.put(SERVER_NO_CONTEXT_TAKEOVER, null);
        parameters.put(CLIENT_NO_CONTEXT_TAKEOVER, null);
        return new WebSocketExtensionData(offer.name(), parameters);
    }

    /** The header that tells the client. */
    static String answer(WebSocketServerExtension agreed) {
        StringBuilder answer = new StringBuilder(NAME);
        agreed.newReponseData().parameters().forEach((name, value) -> {
            answer.append("; ").append(name);
            if (value != null) {
                answer.append('=').append(value);
            }
        });
        return answer.toString();
    }
}
