package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostCheckTest {
    private static final String EVIL = "GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n";
    private static final String GOOD = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final HostNames hosts = new HostNames("internal.hosts", "127.0.0.1", List.of());
    private final BodyBudget bodies =
            new BodyBudget(new BodyBudget.Bounds(Limit.BODY_BYTES_PER_PUBLISHER, 9, Limit.BODY_BYTES, 9), metrics);
    private final RequestHandler requests = new RequestHandler(
            new Routes().get("/metrics", () -> Answer.text(200, "figures")),
            9,
            1000,
            new RequestTurns(Runnable::run),
            metrics);
    private final EmbeddedChannel internal = new EmbeddedChannel(
            new HttpServerCodec(),
            HostCheck.ofEach(hosts, requests),
            new RequestReader(new Routes(), requests, bodies, 10, metrics),
            requests);
    private final EmbeddedChannel first =
            new EmbeddedChannel(new HttpServerCodec(), HostCheck.ofFirst(hosts, Duration.ofSeconds(1), metrics));

    @AfterEach
    void close() {
        internal.finishAndReleaseAll();
        first.finishAndReleaseAll();
    }

    @Test
    void everyRequestOfAnInternalConnectionIsLookedAt() {
        send(internal, GOOD + EVIL + GOOD);

        String answers = sent(internal);
        assertThat(answers).containsOnlyOnce("figures").containsOnlyOnce("HTTP/1.1 421 ");
        assertThat(answers.indexOf("figures")).isLessThan(answers.indexOf("421"));
        assertThat(internal.isOpen()).isFalse();
        assertThat(refused("internal")).isOne();
    }

    @Test
    void theBodyOfARefusedRequestIsThrownAway() {
        send(internal, "POST /v1.0/events HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 9\r\n\r\n012345678" + GOOD);

        assertThat(sent(internal)).startsWith("HTTP/1.1 421 ").doesNotContain("figures");
    }

    @Test
    void aPublicConnectionIsRefusedAtOnceAndEnds() {
        send(first, EVIL);

        assertThat(sent(first)).startsWith("HTTP/1.1 421 ").containsIgnoringCase("connection: close\r\n");
        assertThat(first.isOpen()).isFalse();
        assertThat(first.<Object>readInbound()).isNull();
        assertThat(refused("public")).isOne();
    }

    @Test
    void onceTheFirstRequestHasPassedNothingIsInTheWay() {
        send(first, GOOD);

        assertThat(first.<HttpRequest>readInbound().uri()).isEqualTo("/metrics");
        assertThat(first.pipeline().get(HostCheck.class)).isNull();
    }

    @Test
    void whatIsNotHttpIsForOthersToRefuse() {
        send(first, "GET\r\n\r\n");

        assertThat(first.<HttpRequest>readInbound().decoderResult().isFailure()).isTrue();
    }

    private double refused(String port) {
        return meters.get("ringdown.refusals")
                .tags("port", port, "status", "421")
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
