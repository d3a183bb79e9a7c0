package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.metrics.GatewayMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A body of the tests has at most ten bytes. */
class RequestAggregatorTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new HttpServerCodec(), new RequestAggregator(10, new GatewayMetrics(meters)));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aBodyThatFitsIsRead() {
        send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n0123456789");

        FullHttpRequest request = channel.readInbound();
        assertThat(request.content().toString(UTF_8)).isEqualTo("0123456789");
        request.release();
        assertThat(sent()).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongIsRefusedByItsLength() {
        send("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n");

        assertRefused();
    }

    @Test
    void aBodyThatTurnsOutTooLongIsRefused() {
        send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n01234567\r\n");
        assertThat(sent()).isEmpty();
        send("3\r\n890\r\n");

        assertRefused();
    }

    @Test
    void whoAsksFirstIsToldBeforeItSends() {
        send("POST / HTTP/1.1\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n");

        assertRefused();
    }

    @Test
    void whoAsksFirstAndFitsIsToldToGoOn() {
        send("POST / HTTP/1.1\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 100 ");
        send("0123456789");
        FullHttpRequest request = channel.readInbound();
        assertThat(request.content().toString(UTF_8)).isEqualTo("0123456789");
        request.release();
    }

    private void assertRefused() {
        assertThat(sent())
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json")
                .endsWith("\"detail\":\"body: more than 10 bytes (limits.batch-bytes); nothing was stored\"}");
        assertThat(channel.isOpen()).isFalse();
        assertThat(meters.get("ringdown.limits.reached")
                        .tag("limit", "limits.batch-bytes")
                        .counter()
                        .count())
                .isOne();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, UTF_8));
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(UTF_8));
            part.release();
        }
        return text.toString();
    }
}
