package dev.ringdown.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.AdminKeys;
import dev.ringdown.auth.InternalKeys;
import dev.ringdown.auth.PublisherKeys;
import dev.ringdown.auth.Revocations;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.MutableClock;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators are answered who revoke, and what becomes of sessions. */
class RevocationEndpointTest {
    private static final String KEY = "admin-key-of-the-support";
    private static final String AGENT = "{\"agent\":\"" + People.AGENT_ID + "\",\"reason\":\"left\"}";

    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final FakeSocket socket = new FakeSocket();
    private final FakeSocket other = new FakeSocket();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Revocations revocations;
    private final RevocationEndpoint endpoint;

    RevocationEndpointTest() throws IOException {
        GatewayMetrics metrics = new GatewayMetrics(meters);
        revocations = Revocations.open(null, new Revocations.Options(1, Duration.ofHours(1)), new MutableClock());
        Operators operators = new Operators(
                new InternalKeys(
                        new AdminKeys(Map.of("support", KEY)),
                        new PublisherKeys(Map.of("pbx", "publisher-key-of-the-pbx"))),
                task -> {
                    Thread asking = new Thread(task);
                    asking.start();
                    while (asking.isAlive()) {
                        loop.runUntilIdle();
                        Thread.onSpinWait();
                    }
                },
                metrics);
        endpoint = new RevocationEndpoint(
                operators,
                revocations,
                new SessionDirectory(List.of(gateway.sessions()), Duration.ofSeconds(30)),
                metrics);
    }

    @BeforeEach
    void followRevocations() {
        gateway.revoke(revocations::hit);
    }

    private static Request request(String key, String body) {
        return new Request(
                "POST", "/v1.0/revocations", "", Map.of("authorization", "Bearer " + key), body.getBytes(UTF_8), 0);
    }

    private static Answer of(CompletionStage<Answer> answer) {
        return answer.toCompletableFuture().join();
    }

    private static String text(Answer answer) {
        return new String(answer.body(), UTF_8);
    }

    @Test
    void whoseCredentialIsRevokedIsClosedAndGetsNothingMore() {
        gateway.connect(People.AGENT, socket);
        gateway.connect(People.ADMIN, other);

        Answer answer = of(endpoint.revoke(request(KEY, AGENT)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(text(answer))
                .contains("\"agent\":\"" + People.AGENT_ID + "\"", "\"reason\":\"left\"", "\"operator\":\"support\"")
                .endsWith("\"closed\":1}");
        socket.assertClosed(CloseReason.CREDENTIAL_ENDED);
        socket.assertExhausted();
        other.assertExhausted();
    }

    @Test
    void whoWasProvedBeforeAndComesAfterwardsIsClosedToo() {
        of(endpoint.revoke(request(KEY, AGENT)));

        gateway.connect(People.AGENT, socket);
        loop.runUntilIdle();

        socket.assertClosed(CloseReason.CREDENTIAL_ENDED);
    }

    @Test
    void nothingThatHappensAfterwardsIsDelivered() {
        gateway.connect(People.ADMIN, socket).subscribe("call");

        of(endpoint.revoke(request(KEY, "{\"agent\":\"" + People.ADMIN_ID + "\"}")));
        gateway.publish(TestEvent.call("created"));
        loop.runUntilIdle();

        socket.assertClosed(CloseReason.CREDENTIAL_ENDED);
        socket.assertExhausted();
    }

    @Test
    void aReplayUnderWayEndsWithItsSession() {
        gateway.publish(TestEvent.call("created"), TestEvent.call("hangup"));
        socket.stall();
        gateway.connect(People.ADMIN, socket).say("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"last\":10}");

        of(endpoint.revoke(request(KEY, "{\"agent\":\"" + People.ADMIN_ID + "\"}")));
        assertThat(socket.isClosed()).isTrue();
        socket.forget();
        socket.resume();
        loop.runUntilIdle();

        socket.assertExhausted();
    }

    @Test
    void itIsListedAndTakenBack() {
        of(endpoint.revoke(request(KEY, AGENT)));
        String id = revocations.all().get(0).id();

        assertThat(text(of(endpoint.list(request(KEY, "")))))
                .startsWith("{\"revocations\":[{\"id\":\"" + id + "\"")
                .endsWith("}]}");
        assertThat(of(endpoint.takeBack(request(KEY, ""), id)).status()).isEqualTo(204);
        assertThat(of(endpoint.takeBack(request(KEY, ""), id)).status()).isEqualTo(404);
        assertThat(text(of(endpoint.list(request(KEY, ""))))).isEqualTo("{\"revocations\":[]}");
    }

    @Test
    void oneMoreThanMayBeIsRefusedAndCounted() {
        of(endpoint.revoke(request(KEY, AGENT)));

        Answer answer = of(endpoint.revoke(request(KEY, AGENT)));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(text(answer)).contains("nothing was revoked", "admin.revocations");
        assertThat(meters.get("ringdown.limits.reached")
                        .tag("limit", "admin.revocations")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void onlyAnOperatorMay() {
        assertThat(of(endpoint.revoke(request("nobodys-key", AGENT))).status()).isEqualTo(401);
        assertThat(of(endpoint.list(request("publisher-key-of-the-pbx", ""))).status())
                .isEqualTo(403);
        assertThat(of(endpoint.revoke(request(KEY, "{}"))).status()).isEqualTo(400);
        assertThat(revocations.all()).isEmpty();
    }
}
