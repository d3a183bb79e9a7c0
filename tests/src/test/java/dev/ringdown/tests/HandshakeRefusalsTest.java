package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Handshake;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused handshake gets the status of the protocol's table, and a problem that says what is wrong. */
class HandshakeRefusalsTest {
    private static final Agent ADMIN = Agent.admin();
    private static final Agent FROZEN = Agent.admin();
    private static final Instant SOON = Instant.now().plus(Duration.ofHours(1));
    private static final Instant AGO = Instant.now().minus(Duration.ofSeconds(5));

    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "origins=https://desk.example.com",
            "auth.frozen-customers=" + FROZEN.customer(),
            "auth.access-keys.gone.key=access-key-that-has-ended",
            "auth.access-keys.gone.customer=" + UUID.randomUUID(),
            "auth.access-keys.gone.expires=2026-01-01T00:00:00Z");

    private static Handshake handshake() {
        return server.handshake().token(ADMIN.token());
    }

    @Test
    void aHandshakeWithoutKeyIsABadRequest() {
        handshake().without("Sec-WebSocket-Key").refusal().assertProblem(400, "Sec-WebSocket-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "dGhlIHNhbXBsZSBub25jZQ", "!!!!IHNhbXBsZSBub25jZQ=="})
    void aKeyThatIsNotSixteenBytesInBase64IsABadRequest(String key) {
        handshake().header("Sec-WebSocket-Key", key).refusal().assertProblem(400, "Sec-WebSocket-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "OPTIONS"})
    void anyMethodButGetIsABadRequest(String method) {
        handshake().method(method).refusal().assertProblem(400, method);
    }

    @Test
    void anOlderHttpIsABadRequest() {
        handshake().version("HTTP/1.0").refusal().assertProblem(400, "HTTP/1.0");
    }

    @Test
    void whatIsNotHttpIsABadRequest() throws Exception {
        server.handshake().refusalOf("this is not HTTP\r\n\r\n").assertProblem(400, "");
    }

    @Test
    void headersLargerThanTheLimitAreABadRequest() {
        handshake().header("X-Filler", "x".repeat(20_000)).refusal().assertProblem(400, "");
    }

    @Test
    void withoutCredentialNobodyIsLetIn() {
        HttpAnswer answer = server.handshake().refusal().assertProblem(401, "no credential");

        assertThat(answer.header("www-authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", "..", "eyJhbGciOiJIUzI1NiJ9.e30."})
    void whatIsNoTokenIsUnauthorized(String token) {
        server.handshake().token(token).refusal().assertProblem(401, "");
    }

    @Test
    void aTokenSignedWithAnotherSecretIsUnauthorized() {
        String forged = TestTokens.of(ADMIN).expire(SOON).signedWith("another-secret-that-is-long-enough-to-sign");

        server.handshake().token(forged).refusal().assertProblem(401, "signature");
    }

    @Test
    void aTokenThatWasChangedAfterSigningIsUnauthorized() {
        String good = ADMIN.token();
        String other = Agent.admin().token();

        server.handshake()
                .token(other.substring(0, other.lastIndexOf('.')) + good.substring(good.lastIndexOf('.')))
                .refusal()
                .assertProblem(401, "signature");
    }

    @Test
    void anUnsignedTokenIsUnauthorized() {
        String unsigned = TestTokens.of(ADMIN).expire(SOON).unsigned();

        server.handshake().token(unsigned).refusal().assertProblem(401, "");
    }

    @Test
    void aTokenWhoseExpireHasPassedIsUnauthorized() {
        String ended = TestTokens.of(ADMIN).expire(AGO).signedWith(TestTokens.SECRET);

        server.handshake().token(ended).refusal().assertProblem(401, "expired");
    }

    @Test
    void aTokenWhoseExpHasPassedIsUnauthorized() {
        String ended = TestTokens.of(ADMIN).exp(AGO).signedWith(TestTokens.SECRET);

        server.handshake().token(ended).refusal().assertProblem(401, "expired");
    }

    @Test
    void ofTwoEndsTheEarlierCounts() {
        String ended = TestTokens.of(ADMIN).exp(SOON).expire(AGO).signedWith(TestTokens.SECRET);

        server.handshake().token(ended).refusal().assertProblem(401, "expired");
    }

    @Test
    void aTokenWithoutEndIsUnauthorized() {
        String endless = TestTokens.of(ADMIN).signedWith(TestTokens.SECRET);

        server.handshake().token(endless).refusal().assertProblem(401, "expire");
    }

    @Test
    void aTokenOfNobodyIsUnauthorized() {
        String nobody = TestTokens.of(ADMIN).without("agent").expire(SOON).signedWith(TestTokens.SECRET);

        server.handshake().token(nobody).refusal().assertProblem(401, "agent");
    }

    @Test
    void anUnknownAccessKeyIsUnauthorized() {
        server.handshake().accessKey("never-heard-of-this-key").refusal().assertProblem(401, "access key");
    }

    @Test
    void anAccessKeyThatHasEndedIsUnauthorized() {
        server.handshake().accessKey("access-key-that-has-ended").refusal().assertProblem(401, "expired");
    }

    @Test
    void theRefusalNeverShowsTheCredential() {
        String secretLooking = "this-looks-like-a-secret-0123456789";

        HttpAnswer answer = server.handshake().accessKey(secretLooking).refusal();

        assertThat(answer.body()).doesNotContain(secretLooking);
    }

    @Test
    void aPageOfAnotherOriginIsForbidden() {
        handshake()
                .header("Origin", "https://desk.example.com.evil.example")
                .refusal()
                .assertProblem(403, "origin");
    }

    @Test
    void aPageOnTheListAndAProgramWithoutOriginAreLetIn() {
        Subscriber page = server.subscriber(
                handshake().header("Origin", "https://desk.example.com").open());
        Subscriber program = server.subscriber(handshake().open());

        page.settle();
        program.settle();
    }

    @Test
    void aFrozenCustomerIsForbidden() {
        server.handshake().token(FROZEN.token()).refusal().assertProblem(403, "frozen");
    }

    @Test
    void aDelegateIsForbidden() {
        String delegate = TestTokens.delegate(ADMIN.customer()).exp(SOON).signedWith(TestTokens.SECRET);

        server.handshake().token(delegate).refusal().assertProblem(403, "delegate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1.0", "/v1.0/ws/", "/v1.0/events", "/metrics", "/V1.0/WS", "/demo/", "/demo/config.json"
            })
    void anyOtherPathIsNotFound(String path) {
        handshake().path(path).refusal().assertProblem(404, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "12", "14", "thirteen"})
    void anotherVersionMustUpgradeAndIsToldTheRightOne(String version) {
        HttpAnswer answer =
                handshake().header("Sec-WebSocket-Version", version).refusal().assertProblem(426, version);

        assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade", "Connection"})
    void aRequestThatAsksForNoUpgradeMustUpgrade(String missing) {
        HttpAnswer answer = handshake().without(missing).refusal().assertProblem(426, "upgrade");

        assertThat(answer.header("upgrade")).isEqualTo("websocket");
    }
}
