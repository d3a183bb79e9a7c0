package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.ConnectOptions;
import dev.ringdown.client.Connection;
import dev.ringdown.client.Ringdown;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.EventStream;
import dev.ringdown.tests.support.PageServer;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RestartedClients;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.SigningKeys;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestTokens;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fault of whoever publishes the keys is not a fault of a token, and who comes with a good one gets in by coming again. */
class KeySetOutageTest {
    private static final KeyPair RSA = SigningKeys.rsa();
    private static final Agent ADMIN = Agent.admin();
    private static volatile String published = "";
    private static final PageServer ISSUER = new PageServer("application/json", path -> published);

    @RegisterExtension
    static final RunningServer server = RunningServer.with("auth.jwt.jwks=" + ISSUER.origin() + "/keys");

    /** A key that the gateway cannot know yet: each test has its own, under an id of its own. */
    private final KeyPair fresh = SigningKeys.p256();

    private final String keyId = UUID.randomUUID().toString();

    private final String token =
            TestTokens.of(ADMIN).exp(Instant.now().plus(Duration.ofHours(1))).signedWith(fresh, keyId);

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @BeforeEach
    void theIssuerIsOutOfOrder() {
        published = "<html>We are sorry</html>";
    }

    private void theIssuerIsBack() {
        published = SigningKeys.jwks(RSA, fresh).replace("ec-1", keyId);
    }

    @Test
    void aHandshakeIsToldToComeAgain() {
        server.handshake()
                .token(token)
                .refusal()
                .assertProblem(503, "the token's key cannot be looked up at this time")
                .assertRetryAfter();

        theIssuerIsBack();

        await().atMost(Patience.LIMIT)
                .untilAsserted(() -> server.subscriber(server.handshake()
                                .token(token)
                                .offering("ringdown.v1")
                                .open())
                        .next("welcome"));
    }

    @Test
    void aBrowsersStreamIsToldToComeAgainInAWayThatItDoes() {
        try (EventStream stream =
                EventStream.curl(server.streamUrl("topics=call&token=" + token), "-H", "Accept: text/event-stream")) {
            assertThat(stream.next("closing").message().json().path("code").asInt())
                    .isEqualTo(1013);
        }
    }

    @Test
    void aNewTokenOnAnOpenConnectionMayComeAgain() {
        Subscriber subscriber = server.connect(ADMIN);
        String authenticate = "{\"type\":\"authenticate\",\"token\":\"" + token + "\",\"id\":1}";

        subscriber.send(authenticate);
        assertThat(subscriber.nextError("unavailable").text("message"))
                .isEqualTo("the token's key cannot be looked up at this time, send it again later");
        theIssuerIsBack();

        await().atMost(Patience.LIMIT).until(() -> {
            subscriber.send(authenticate);
            return subscriber.next().type().equals("authenticated");
        });
        subscriber.vanish();
    }

    @Test
    @Tag("npm")
    void theJavaScriptClientComesBackByItself() {
        try (RestartedClients client = RestartedClients.node("client-js", server.webSocketUrl(), token, 1, 1)) {
            await().atMost(Patience.COLD_START).until(() -> client.lost() > 0);
            assertThat(client.subscribed()).isZero();

            theIssuerIsBack();

            await().atMost(Patience.COLD_START).until(() -> client.subscribed() > 0);
            assertThat(client.wrong()).isEmpty();
        }
    }

    @Test
    void theJavaClientComesBackByItself() throws Exception {
        try (Connection connection = Ringdown.connect(ConnectOptions.to(server.webSocketUrl())
                .token(token)
                .backoff(Duration.ofMillis(50), Duration.ofMillis(200)))) {
            server.handshake().token(token).refusal().assertProblem(503, "");

            theIssuerIsBack();

            connection.subscribe("call", event -> {}).ready().get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
