package dev.ringdown.transport;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import org.jspecify.annotations.Nullable;

/** How frames of clients are read, and whether they are compressed. Immutable, thread-safe: one for all connections. */
final class Framing {
    private final @Nullable Deflate deflate;
    private final WebSocketDecoderConfig plain;
    private final WebSocketDecoderConfig extended;

    Framing(HandshakeOptions options) {
        this.deflate = options.compression() ? new Deflate(options.maxMessageBytes()) : null;
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

    /** The compression that is agreed on with a client that sent these headers, or null for none. */
    @Nullable
    WebSocketServerExtension agreeOnDeflate(HttpHeaders headers) {
        return deflate == null ? null : deflate.agree(headers);
    }

    /** @param agreed what was agreed on with the client, or null */
    WebSocketDecoderConfig decoding(@Nullable WebSocketServerExtension agreed) {
        return agreed == null ? plain : extended;
    }
}
