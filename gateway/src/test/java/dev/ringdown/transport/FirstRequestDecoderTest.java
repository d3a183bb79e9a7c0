package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One channel, one request, and so one session. */
class FirstRequestDecoderTest {
    private static final String GET = "GET / HTTP/1.1\r\n\r\n";

    private final FirstRequestDecoder decoder = new FirstRequestDecoder(1024, 1024);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);

    @AfterEach
    void nothingIsLeft() {
        assertThat(channel.<Object>readInbound()).isNull();
        channel.finishAndReleaseAll();
    }

    @Test
    void aSecondRequestIsNotRead() {
        send(GET + GET);
        send(GET);

        assertRequest();
        assertThat(rest()).isEqualTo(GET + GET);
    }

    @Test
    void theBodyIsOfTheRequestAndWhatFollowsIsNot() {
        send("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbo");
        send("dy\u0081\u0082");

        assertThat(channel.<HttpRequest>readInbound().method().name()).isEqualTo("POST");
        assertThat(text(channel.readInbound())).isEqualTo("bo");
        assertThat(text(channel.readInbound())).isEqualTo("dy");
        assertThat(rest()).hasSize(2);
    }

    @Test
    void withNothingBehindItThereIsNoRest() {
        send(GET);

        assertRequest();
        assertThat(rest()).isEmpty();
    }

    @Test
    void whoSaysNoMoreBeforeItsRequestIsWholeIsClosed() {
        send("GET / HT");

        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoSaysNoMoreBehindItsRequestIsNot() {
        send(GET);

        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertRequest();
        assertThat(channel.isOpen()).isTrue();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }

    private void assertRequest() {
        assertThat(channel.<HttpRequest>readInbound().uri()).isEqualTo("/");
        assertThat(channel.<Object>readInbound()).isInstanceOf(LastHttpContent.class);
    }

    private String rest() {
        ByteBuf rest = decoder.takeRest();
        String text = rest.toString(US_ASCII);
        rest.release();
        return text;
    }

    private static String text(HttpContent content) {
        String text = content.content().toString(US_ASCII);
        content.release();
        return text;
    }
}
