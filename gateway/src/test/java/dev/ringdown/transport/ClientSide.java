package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Reads what a server sent, as a client does: with Netty's decoder, not with ours. */
final class ClientSide {
    private ClientSide() {}

    /** The next frame that the channel sent; the caller releases it. */
    static <F extends WebSocketFrame> F read(EmbeddedChannel server) {
        EmbeddedChannel client = new EmbeddedChannel(decoder());
        client.writeInbound(requireNonNull(server.<ByteBuf>readOutbound(), "nothing was sent"));
        return requireNonNull(client.readInbound(), "no whole frame was sent");
    }

    static WebSocket13FrameDecoder decoder() {
        return new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .maxFramePayloadLength(1_000_000)
                .build());
    }
}
