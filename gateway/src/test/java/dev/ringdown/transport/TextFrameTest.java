package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventForms;
import dev.ringdown.event.EventShape;
import dev.ringdown.event.EventText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFrameTest {
    /** RFC 6455 section 5.2: seven bits of length, else 126 and 16 bits, else 127 and 64 bits. */
    @ParameterizedTest
    @CsvSource({
        "0,     8100",
        "1,     8101",
        "125,   817d",
        "126,   817e007e",
        "127,   817e007f",
        "65535, 817effff",
        "65536, 817f0000000000010000"
    })
    void theLengthIsWrittenAsShortAsItCanBe(int length, String header) {
        byte[] text = text(length);
        ByteBuf frame = Unpooled.buffer();

        TextFrame.write(frame, text);

        assertThat(ByteBufUtil.hexDump(frame, 0, header.length() / 2)).isEqualTo(header);
        assertThat(frame.readableBytes()).isEqualTo(TextFrame.size(length)).isEqualTo(header.length() / 2 + length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 65535, 65536, 1_000_000})
    void aClientReadsWhatWasWritten(int length) {
        ByteBuf frame = Unpooled.buffer();
        TextFrame.write(frame, text(length));
        EmbeddedChannel client = new EmbeddedChannel(ClientSide.decoder());

        client.writeInbound(frame);

        TextWebSocketFrame read = client.readInbound();
        assertThat(read.isFinalFragment()).isTrue();
        assertThat(read.rsv()).isZero();
        assertThat(ByteBufUtil.getBytes(read.content())).isEqualTo(text(length));
        read.release();
        assertThat(client.finish()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 65535, 65536})
    void aTextOfTwoPiecesIsWrittenAsIfItWereOne(int length) {
        byte[] message = ("{\"type\":\"call_created\",\"data\":\"" + "x".repeat(length) + "\"}").getBytes(UTF_8);
        EventText text = new EventForms("call_created", message).text(EventShape.ENVELOPE);
        ByteBuf frame = Unpooled.buffer();
        ByteBuf expected = Unpooled.buffer();

        TextFrame.write(frame, text);
        TextFrame.write(expected, message);

        assertThat(text.head()).isNotEmpty();
        assertThat(ByteBufUtil.getBytes(frame)).isEqualTo(ByteBufUtil.getBytes(expected));
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'x');
        return text;
    }
}
