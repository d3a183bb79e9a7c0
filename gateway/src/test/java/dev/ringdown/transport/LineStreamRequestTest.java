package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.publish.Publishing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are streams of lines, who may send one, and how its answer begins and ends. */
class LineStreamRequestTest {
    private static final String KEY = "Authorization: Bearer " + Publishing.KEY + "\r\n";
    private static final String LINES = "Content-Type: application/x-ndjson\r\n";
    private static final String LINE = Publishing.CALL.replace('\'', '"') + "\n";

    private final Publishing publishing = new Publishing();
    private final EmbeddedChannel channel = connect();

    private EmbeddedChannel connect() {
        GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry());
        Routes routes = new Routes()
                .withBody("POST", "/v1.0/events", request -> answer("an event"), request -> "anybody")
                .withBody("POST", "/other", request -> answer("another path"), request -> "anybody");
        RequestHandler requests = new RequestHandler(routes, 10, 1000, new RequestTurns(Runnable::run), metrics);
        return new EmbeddedChannel(
                new HttpServerCodec(),
                new LineStreamHandler(publishing.endpoint(), requests, publishing.bodies(), 10),
                new RequestReader(routes, requests, publishing.bodies(), 1000, metrics),
                requests);
    }

    private static CompletableFuture<Answer> answer(String text) {
        return CompletableFuture.completedFuture(Answer.text(200, text));
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
        assertThat(publishing.bodies().taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-ndjson",
                "application/ndjson",
                "application/jsonl",
                "application/x-jsonlines",
                "Application/JSONL",
                "application/ndjson;charset=utf-8",
                "application/ndjson ; charset=utf-8"
            })
    void itHasSeveralNames(String type) {
        send(post("/v1.0/events?x=1", KEY + "Content-Type: " + type + "\r\n", LINE));

        assertThat(sent())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("content-type: application/x-ndjson\r\n", "date: ", "transfer-encoding: chunked\r\n")
                .contains("\"sequence\":\"00000007-0000000000000001\"")
                .endsWith("\r\n0\r\n\r\n");
        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/jsonlike", "application/ndjson+json", "text/jsonl", ""})
    void whatHasAnotherTypeIsNone(String type) {
        send(post("/v1.0/events", KEY + "Content-Type: " + type + "\r\n", LINE));

        assertThat(sent()).endsWith("an event");
    }

    @Test
    void linesForAnotherPathAreNone() {
        send(post("/other", KEY + LINES, LINE));

        assertThat(sent()).endsWith("another path");
    }

    @Test
    void aLineNeedsNoEnd() {
        send(post("/v1.0/events", KEY + LINES, LINE.strip()));

        assertThat(sent())
                .contains("\"sequence\":\"00000007-0000000000000001\"")
                .endsWith("\r\n0\r\n\r\n");
    }

    @Test
    void aStrangerIsRefusedByTheHead() {
        send(post("/v1.0/events", LINES, LINE + LINE));

        assertThat(sent())
                .startsWith("HTTP/1.1 401 ")
                .contains("connection: close\r\n", "no credential (expected: Authorization: Bearer <publisher key>)");
        assertThat(channel.isOpen()).isFalse();
        assertThat(publishing.log().stored()).isEmpty();
    }

    @Test
    void twoTypesAreNoneAtAll() {
        send(post("/v1.0/events", KEY + LINES + "Content-Type: application/json\r\n", LINE));

        assertThat(sent())
                .startsWith("HTTP/1.1 400 ")
                .contains("connection: close\r\n", "content-type: more than one (expected: one line of it)");
        assertThat(channel.isOpen()).isFalse();
        assertThat(publishing.log().stored()).isEmpty();
    }

    @Test
    void whatIsEncodedIsNotRead() {
        send(post("/v1.0/events", KEY + LINES + "Content-Encoding: gzip\r\n", LINE));

        assertThat(sent()).startsWith("HTTP/1.1 415 ").contains("content-encoding: not known");
        assertThat(channel.isOpen()).isFalse();
        assertThat(publishing.log().stored()).isEmpty();
    }

    @Test
    void whoAsksFirstIsToldToGoOn() {
        send("POST /v1.0/events HTTP/1.1\r\nHost: x\r\n" + KEY + LINES
                + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n");
    }

    @Test
    void whoDoesNotAskIsNotTold() {
        send("POST /v1.0/events HTTP/1.1\r\nHost: x\r\n" + KEY + LINES + "Transfer-Encoding: chunked\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 200 OK\r\n");
    }

    @Test
    void whoWantsToCloseIsClosedBehindTheLastAnswer() {
        send(post("/v1.0/events", KEY + LINES + "Connection: close\r\n", LINE));

        assertThat(sent()).contains("connection: close\r\n").endsWith("\r\n0\r\n\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    /** It knows no chunks, so the end of the connection is the end of the answer (RFC 9112 section 6.1). */
    @Test
    void aClientOfHttp10IsAnsweredUpToTheEndOfTheConnection() {
        send(post("/v1.0/events", KEY + LINES + "Connection: keep-alive\r\n", LINE)
                .replace("HTTP/1.1", "HTTP/1.0"));

        assertThat(sent())
                .doesNotContain("transfer-encoding", "connection: keep-alive")
                .endsWith("\"sequence\":\"00000007-0000000000000001\"}\n");
        assertThat(channel.isOpen()).isFalse();
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
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
