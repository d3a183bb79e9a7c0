package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.protocol.CloseReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlFrameTest {
    private static final ByteBufAllocator ALLOCATOR = ByteBufAllocator.DEFAULT;

    @ParameterizedTest
    @EnumSource
    void everyReasonFitsIntoAClose(CloseReason reason) {
        CloseWebSocketFrame read = read(ControlFrame.close(ALLOCATOR, reason.code(), reason.text()));

        assertThat(read.statusCode()).isEqualTo(reason.code());
        assertThat(read.reasonText()).isEqualTo(reason.text());
        read.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void aPongHasThePayloadOfItsPing(int length) {
        ByteBuf payload = Unpooled.wrappedBuffer(new byte[length]);

        PongWebSocketFrame read = read(ControlFrame.pong(ALLOCATOR, payload));

        assertThat(read.content()).isEqualTo(payload);
        read.release();
        assertThat(payload.readableBytes()).isEqualTo(length);
    }

    @Test
    void noControlFrameIsLonger() {
        assertThatThrownBy(() -> ControlFrame.pong(ALLOCATOR, Unpooled.wrappedBuffer(new byte[126])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("payload: 126 bytes (expected: at most 125)");
    }

    private static <F> F read(ByteBuf frame) {
        EmbeddedChannel client = new EmbeddedChannel(ClientSide.decoder());
        client.writeInbound(frame);
        return client.readInbound();
    }

    @ParameterizedTest
    @CsvSource({"'', true", "03e8, true", "03e8c3a9, true", "03e8c3, false", "03e8ff, false", "03e8eda080, false"})
    void theReasonOfACloseIsUtf8ToItsEnd(String payload, boolean isText) {
        byte[] bytes = HexFormat.of().parseHex(payload);

        assertThat(ControlFrame.hasTextForReason(Unpooled.wrappedBuffer(bytes))).isEqualTo(isText);
    }
}
