package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.metrics.GatewayMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A body of the tests has at most ten bytes. */
class RequestAggregatorTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final RequestHandler requests = new RequestHandler(
            new Routes().on("POST", "/", request -> CompletableFuture.completedFuture(echo(request))), 3, metrics);
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new HttpServerCodec(), new RequestAggregator(10, requests, metrics), requests);

    private static Answer echo(Request request) {
        return Answer.text(200, new String(request.body(), UTF_8));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aBodyThatFitsIsRead() {
        send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n0123456789");

        assertThat(sent()).startsWith("HTTP/1.1 200 OK").endsWith("0123456789");
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
        assertThat(sent()).startsWith("HTTP/1.1 200 OK").endsWith("0123456789");
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
        channel.runPendingTasks();
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
