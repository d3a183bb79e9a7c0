package dev.ringdown.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    @Test
    void whatFollowsTheAnswerIsLeftToOthers() throws Handshake.RefusedException {
        ByteBuf in = bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nrest");

        boolean upgraded = new Handshake().isUpgraded(in);

        assertThat(upgraded).isTrue();
        assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("rest");
    }

    @Test
    void anAnswerMayComeInParts() throws Handshake.RefusedException {
        Handshake handshake = new Handshake();

        boolean first = handshake.isUpgraded(bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r"));
        boolean second = handshake.isUpgraded(bytes("\n"));

        assertThat(first).isFalse();
        assertThat(second).isTrue();
    }

    @Test
    void aRefusalSaysWhatTheServerSaid() {
        ByteBuf in = bytes("HTTP/1.1 401 Unauthorized\r\nContent-Length: 8\r\n\r\nno token");

        assertThatThrownBy(() -> new Handshake().isUpgraded(in))
                .hasMessage("refused: HTTP/1.1 401 Unauthorized no token");
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
