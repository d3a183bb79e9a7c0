package dev.ringdown.transport;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How frames of clients are read, and whether they are compressed. Immutable, thread-safe: one for all connections. */
final class Framing {
    private final boolean compression;
    private final WebSocketDecoderConfig plain;
    private final WebSocketDecoderConfig extended;

    Framing(HandshakeOptions options) {
        this.compression = options.compression();
        this.plain = decoding(options.maxMessageBytes(), false);
        this.extended = decoding(options.maxMessageBytes(), true);
    }

    private static WebSocketDecoderConfig decoding(int maxMessageBytes, boolean extended) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxMessageBytes)
                .allowExtensions(extended)
                .closeOnProtocolViolation(false) // the session's handler closes, with a sentence
                .build();
    }

    /** What a client is answered with whom compression is agreed on, null for none; its offers have been read before. */
    @Nullable
    String agreeOnDeflate(HttpHeaders headers) {
        List<ExtensionOffers.Offer> offers = compression ? ExtensionOffers.in(headers) : null;
        return offers == null ? null : Deflate.answerTo(offers);
    }

    /** @param compressed whether messages may be */
    WebSocketDecoderConfig decoding(boolean compressed) {
        return compressed ? extended : plain;
    }
}
