package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A body of the tests has at most ten bytes; 8 may be under way of each publisher, 12 of all. */
class RequestReaderTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final Routes routes = new Routes()
            .withBody("POST", "/", request -> CompletableFuture.completedFuture(echo(request)), Request::bearerToken)
            .get("/livez", () -> Answer.text(200, "alive"));
    private final BodyBudget bodies =
            new BodyBudget(new BodyBudget.Bounds(Limit.BODY_BYTES_PER_PUBLISHER, 8, Limit.BODY_BYTES, 12), metrics);
    private final EmbeddedChannel channel = connect();

    private static Answer echo(Request request) {
        return request.bearerToken() == null
                ? Answer.text(401, "who are you")
                : Answer.text(200, new String(request.body(), UTF_8));
    }

    @AfterEach
    void everyByteIsGivenBack() {
        channel.finishAndReleaseAll();
        assertThat(bodies.taken()).isZero();
    }

    @Test
    void aBodyThatFitsIsRead() {
        send(channel, head("pbx", "Content-Length: 10") + "0123456789");

        assertThat(sent(channel)).startsWith("HTTP/1.1 200 OK").endsWith("0123456789");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aBodyMayComeInPieces() {
        send(channel, head("pbx", "Content-Length: 10") + "0123");
        send(channel, "4567");
        assertThat(bodies.taken()).isEqualTo(8);
        send(channel, "89");

        assertThat(sent(channel)).startsWith("HTTP/1.1 200 OK").endsWith("0123456789");
        assertThat(bodies.taken()).isZero();
    }

    @Test
    void aRequestWithoutABodyIsAnsweredAndAnotherMayFollow() {
        send(channel, "GET /livez HTTP/1.1\r\n\r\nGET /livez HTTP/1.1\r\n\r\n");

        assertThat(sent(channel).split("alive", -1)).hasSize(3);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void nothingIsKeptOfTheBodyOfAStranger() {
        send(channel, "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n");

        assertThat(sent(channel)).startsWith("HTTP/1.1 401 ").containsIgnoringCase("connection: close\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aStrangerWhoAsksFirstIsToldBeforeItSends() {
        send(channel, "POST / HTTP/1.1\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");

        assertThat(sent(channel)).startsWith("HTTP/1.1 401 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatComesBehindTheBodyOfAStrangerIsNoRequest() {
        send(
                channel,
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n0\r\n\r\n"
                        + "GET /livez HTTP/1.1\r\n\r\n");

        assertThat(sent(channel)).startsWith("HTTP/1.1 401 ").doesNotContain("alive");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyThatNobodyAskedForEndsTheConnectionBehindTheAnswer() {
        send(channel, "GET /livez HTTP/1.1\r\nContent-Length: 5\r\n\r\n01234");

        assertThat(sent(channel)).startsWith("HTTP/1.1 200 ").endsWith("alive");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyThatIsTooLongIsRefusedByItsLength() {
        send(channel, head("pbx", "Content-Length: 11"));

        assertTooLarge();
    }

    @Test
    void aBodyThatTurnsOutTooLongIsRefused() {
        send(channel, head("pbx", "Transfer-Encoding: chunked") + "8\r\n01234567\r\n");
        assertThat(sent(channel)).isEmpty();
        send(channel, "3\r\n890\r\n0\r\n\r\n");

        assertTooLarge();
    }

    @Test
    void whoAsksFirstIsToldBeforeItSends() {
        send(channel, head("pbx", "Content-Length: 11\r\nExpect: 100-continue"));

        assertTooLarge();
    }

    @Test
    void whoAsksFirstAndFitsIsToldToGoOn() {
        send(channel, head("pbx", "Content-Length: 10\r\nExpect: 100-continue"));

        assertThat(sent(channel)).startsWith("HTTP/1.1 100 ");
        send(channel, "0123456789");
        assertThat(sent(channel)).startsWith("HTTP/1.1 200 OK").endsWith("0123456789");
    }

    @Test
    void anExpectationThatIsNotKnownIsRefused() {
        send(channel, head("pbx", "Content-Length: 10\r\nExpect: a-miracle"));

        assertThat(sent(channel)).startsWith("HTTP/1.1 417 ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theBodiesOfOnePublisherHaveALimit() {
        EmbeddedChannel second = connect();
        send(channel, head("pbx", "Content-Length: 10") + "01234");
        send(second, head("pbx", "Content-Length: 10") + "012");
        assertThat(bodies.taken()).isEqualTo(8);

        send(second, "3");

        assertThat(sent(second))
                .startsWith("HTTP/1.1 429 ")
                .containsIgnoringCase("retry-after: 1\r\n")
                .contains("body: too many bytes are under way (limits.body-bytes-per-publisher)")
                .endsWith("\"limit\":\"limits.body-bytes-per-publisher\"}");
        assertThat(second.isOpen()).isFalse();
        assertThat(bodies.taken()).isEqualTo(5);
        assertThat(reached(Limit.BODY_BYTES_PER_PUBLISHER)).isOne();
    }

    @Test
    void allBodiesTogetherHaveALimit() {
        EmbeddedChannel second = connect();
        send(channel, head("pbx", "Content-Length: 10") + "0123456");
        send(second, head("crm", "Content-Length: 10") + "01234");

        send(second, "5");

        assertThat(sent(second)).startsWith("HTTP/1.1 503 ").contains("(limits.body-bytes)");
        assertThat(bodies.taken()).isEqualTo(7);
        assertThat(reached(Limit.BODY_BYTES)).isOne();
    }

    @Test
    void theBytesOfWhoLeavesAreGivenBack() {
        send(channel, head("pbx", "Content-Length: 10") + "01234");
        assertThat(bodies.taken()).isEqualTo(5);

        channel.close();

        assertThat(bodies.taken()).isZero();
    }

    @Test
    void whatIsNotHttpIsRefused() {
        send(channel, "GET\r\n\r\n");

        assertThat(sent(channel)).startsWith("HTTP/1.1 400 ").contains("not HTTP: ");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void chunksThatAreBrokenAreRefused() {
        send(channel, head("pbx", "Transfer-Encoding: chunked") + "zz\r\n");

        assertThat(sent(channel)).startsWith("HTTP/1.1 400 ").contains("body: its chunks are broken");
        assertThat(channel.isOpen()).isFalse();
    }

    private EmbeddedChannel connect() {
        RequestHandler requests = new RequestHandler(routes, 3, 1000, new RequestTurns(Runnable::run), metrics);
        return new EmbeddedChannel(
                new HttpServerCodec(), new RequestReader(routes, requests, bodies, 10, metrics), requests);
    }

    private static String head(String publisher, String moreHeaders) {
        return "POST / HTTP/1.1\r\nAuthorization: Bearer " + publisher + "\r\n" + moreHeaders + "\r\n\r\n";
    }

    private void assertTooLarge() {
        assertThat(sent(channel))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json")
                .endsWith(
                        "\"detail\":\"body: more than 10 bytes (limits.batch-bytes); nothing was stored\",\"limit\":\"limits.batch-bytes\"}");
        assertThat(channel.isOpen()).isFalse();
        assertThat(reached(Limit.BATCH_BYTES)).isOne();
    }

    private double reached(Limit limit) {
        return meters.get("ringdown.limits.reached")
                .tag("limit", limit.key())
                .counter()
                .count();
    }

    private static void send(EmbeddedChannel to, String text) {
        to.writeInbound(Unpooled.copiedBuffer(text, UTF_8));
        to.runPendingTasks();
    }

    private static String sent(EmbeddedChannel from) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = from.readOutbound(); part != null; part = from.readOutbound()) {
            text.append(part.toString(UTF_8));
            part.release();
        }
        return text.toString();
    }
}
