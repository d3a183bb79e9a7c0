package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.Publishing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten seconds for a head, sixty for a body or a line; two sockets may be idle. */
class RequestDeadlinesTest {
    private static final RequestDeadlines.Times TIMES =
            new RequestDeadlines.Times(Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final String REQUEST = "GET /livez HTTP/1.1\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nAuthorization: Bearer pbx\r\nContent-Length: 10\r\n\r\n";
    private static final String STREAM = "POST /v1.0/events HTTP/1.1\r\nAuthorization: Bearer " + Publishing.KEY
            + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final WaitingSockets sockets = new WaitingSockets(
            new WaitingSockets.Maxima(2, 2, Limit.INTERNAL_CONNECTIONS, Limit.INTERNAL_CONNECTIONS_PER_ADDRESS),
            metrics);
    private final Publishing publishing = new Publishing();
    private final CompletableFuture<Answer> slow = new CompletableFuture<>();
    private final Routes routes = new Routes()
            .get("/livez", () -> Answer.text(200, "alive"))
            .on("GET", "/slow", request -> slow)
            .withBody(
                    "POST",
                    "/",
                    request -> CompletableFuture.completedFuture(Answer.text(200, "taken")),
                    Request::bearerToken);
    private final EmbeddedChannel channel = connect();

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        assertThat(publishing.bodies().taken()).isZero();
    }

    @Test
    void theFirstHeadHasItsTimeFromTheConnectionOn() {
        seconds(9);
        send("GET /li");
        seconds(1);

        assertThat(channel.isOpen()).isFalse();
        assertThat(reached("limits.head-timeout")).isOne();
    }

    @Test
    void whoWasAnsweredMayBeSilent() {
        send(REQUEST);
        assertThat(sent()).endsWith("alive");

        seconds(3600);

        assertThat(channel.isOpen()).isTrue();
        send(REQUEST);
        assertThat(sent()).endsWith("alive");
    }

    @Test
    void aFurtherHeadHasItsTimeFromItsFirstByteOnAndNoByteStopsIt() {
        send(REQUEST);
        seconds(100);
        sent();

        send("G");
        seconds(9);
        send("E");
        assertThat(sent()).isEmpty();
        seconds(1);

        assertThat(sent())
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("connection: close\r\n")
                .contains("\"limit\":\"limits.head-timeout\"");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aHeadThatComesInTimeIsAnswered() {
        send(REQUEST);
        send("GET /livez");
        seconds(9);
        send(" HTTP/1.1\r\n\r\n");
        seconds(60);

        assertThat(sent()).endsWith("alive");
        assertThat(channel.isOpen()).isTrue();
        assertThat(reached("limits.head-timeout")).isZero();
    }

    @Test
    void aBodyHasItsTimeAndNoByteStopsIt() {
        send(POST);
        seconds(59);
        send("012");
        assertThat(sent()).isEmpty();
        seconds(1);

        assertThat(sent()).startsWith("HTTP/1.1 408 ").contains("\"limit\":\"limits.body-timeout\"");
        assertThat(channel.isOpen()).isFalse();
        assertThat(reached("limits.body-timeout")).isOne();
    }

    @Test
    void everyBodyHasItsOwn() {
        send(POST);
        seconds(40);
        send("0123456789" + POST);
        seconds(40);
        send("0123456789");

        assertThat(sent().split("taken", -1)).hasSize(3);
        seconds(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    /** It may well be that the rest is here, and waits until we have time for it. */
    @Test
    void timeInWhichNothingIsReadDoesNotCount() {
        send(POST);
        channel.config().setAutoRead(false);
        seconds(60);
        assertThat(channel.isOpen()).isTrue();

        channel.config().setAutoRead(true);
        seconds(59);
        assertThat(channel.isOpen()).isTrue();
        seconds(1);

        assertThat(sent()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void aStreamMayBeSilentBetweenItsLines() {
        send(STREAM + chunk("{}\n"));

        seconds(3600);
        send(chunk("{}\n"));
        seconds(3600);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aLineHasItsTimeAndNoByteStopsIt() {
        send(STREAM + chunk("{}\n{"));
        seconds(59);
        send(chunk("\"a\""));
        seconds(1);

        assertThat(channel.isOpen()).isFalse();
        assertThat(reached("limits.body-timeout")).isOne();
    }

    @Test
    void everyLineHasItsOwn() {
        send(STREAM + chunk("{"));
        seconds(40);
        send(chunk("}\n{"));
        seconds(40);
        send(chunk("}\n{"));
        seconds(40);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoIsIdleLongestGivesWay() {
        send(REQUEST);
        EmbeddedChannel second = connect();

        EmbeddedChannel third = connect();

        assertThat(channel.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isTrue();
        assertThat(reached("limits.internal-connections-per-address")).isOne();
    }

    @Test
    void whoWaitsForItsAnswerDoesNotGiveWay() {
        send("GET /slow HTTP/1.1\r\n\r\n");
        EmbeddedChannel second = connect();

        EmbeddedChannel third = connect();

        assertThat(channel.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
        slow.complete(Answer.text(200, "late"));
        channel.runPendingTasks();
        assertThat(sent()).endsWith("late");
        connect();
        assertThat(channel.isOpen()).isTrue();
        assertThat(third.isOpen()).isFalse();
        connect();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aStreamDoesNotGiveWayHoweverSilentItIs() {
        send(STREAM);
        EmbeddedChannel second = connect();

        connect();

        assertThat(channel.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
    }

    private EmbeddedChannel connect() {
        EmbeddedChannel connected = new EmbeddedChannel();
        connected.freezeTime();
        RequestHandler requests = new RequestHandler(routes, 4, 1 << 16, new RequestTurns(Runnable::run), metrics);
        SocketPlace place = new SocketPlace(sockets, null, new TrustedProxies(List.of()));
        connected
                .pipeline()
                .addLast(
                        place,
                        new ArrivalDeadline(TIMES.head(), Limit.HEAD_TIMEOUT, metrics),
                        new HttpServerCodec(),
                        new RequestDeadlines(TIMES, place, requests, metrics),
                        new LineStreamHandler(publishing.endpoint(), requests, publishing.bodies(), 100),
                        new RequestReader(routes, requests, publishing.bodies(), 100, metrics),
                        requests);
        connected.pipeline().fireChannelActive();
        return connected;
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, UTF_8));
        channel.runPendingTasks();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private String sent() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.append(next.toString(UTF_8));
            next.release();
        }
        return all.toString();
    }

    private void seconds(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private double reached(String limit) {
        return meters.counter("ringdown.limits.reached", "limit", limit).count();
    }
}
