package dev.ringdown.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an issuer's address does: nobody with a good token is told that it is bad. */
@Timeout(60)
class FetchedTokensTest {
    private static final Proof.Undecided CANNOT_SAY =
            new Proof.Undecided(false, "the token's key cannot be looked up at this time", Duration.ofSeconds(5));
    private static final Proof.Refused NOT_ACCEPTED =
            new Proof.Refused(false, "the token's signature or algorithm is not accepted");
    private static final ECKey KEY = key("ec-1");
    private static final ECKey NEXT = key("ec-2");
    private static final int MAX_BYTES = 100_000;

    /** What the address does with a request. */
    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final AtomicInteger fetches = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private TokenVerifier verifier;
    private volatile Behaviour behaviour = exchange -> write(exchange, 200, keys(KEY));

    FetchedTokensTest() throws IOException {
        verifier = verifier(Duration.ofSeconds(30));
    }

    /** @param timeout until an answer must be there */
    private TokenVerifier verifier(Duration timeout) throws IOException {
        URI location = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
        KeySetOptions options = new KeySetOptions(location, timeout, MAX_BYTES, Duration.ofHours(24));
        return new TokenVerifier(
                new TokenOptions(null, options, Set.of("RS256", "ES256"), Duration.ZERO, false, false),
                new MutableClock(),
                new GatewayMetrics(new SimpleMeterRegistry()),
                nanos::get);
    }

    @BeforeEach
    void serve() {
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            fetches.incrementAndGet();
            try (exchange) {
                behaviour.answer(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.complete(null);
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void theKeySetIsFetchedOnceForManyTokens() {
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void nothingIsFetchedForASecretsToken() {
        assertThat(prove(Tokens.signed(Tokens.agent(0x0020)))).isInstanceOf(Proof.Refused.class);
        assertThat(fetches).hasValue(0);
    }

    /** The default of a library is half a second. */
    @Test
    void anAnswerMayTakeItsTime() {
        behaviour = exchange -> {
            assertThat(waitFor(Duration.ofMillis(700))).isFalse();
            write(exchange, 200, keys(KEY));
        };

        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
    }

    /** The default of a library is 50 KiB. */
    @Test
    void aSetMayBeLarge() {
        String large = keys(KEY).replace("{\"keys\"", "{\"comment\":\"" + "x".repeat(68_000) + "\",\"keys\"");
        behaviour = exchange -> write(exchange, 200, large);

        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
    }

    @Test
    void aSetMayHaveKeysThatCannotBeUsed() {
        behaviour = exchange -> write(
                exchange, 200, keys(KEY).replace("[", "[{\"kty\":\"EC\",\"crv\":\"P-0\"},{\"kty\":\"XX\"},null,"));

        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sorry", "<html></html>", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"XX\"}]}", "{\"error\":1}"})
    void aWrongAnswerIsAFaultOfTheIssuer(String text) {
        behaviour = exchange -> write(exchange, 200, text);

        assertFaultOfTheIssuer();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 401, 403, 404, 429, 500, 503})
    void soIsEveryStatusButOne(int status) {
        behaviour = exchange -> write(exchange, status, status == 204 ? "" : keys(KEY));

        assertFaultOfTheIssuer();
    }

    @Test
    void soIsAnAnswerThatIsTooLarge() {
        behaviour = exchange -> write(exchange, 200, " ".repeat(MAX_BYTES) + keys(KEY));

        assertFaultOfTheIssuer();
    }

    @Test
    void soIsNoAnswer() throws IOException {
        verifier = verifier(Duration.ofSeconds(2));
        behaviour = exchange -> end.join();

        assertFaultOfTheIssuer();
    }

    /** A limit of the time between two bytes would wait for ever. */
    @Test
    void soIsAnAnswerThatComesByDrops() throws IOException {
        verifier = verifier(Duration.ofSeconds(2));
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (!waitFor(Duration.ofMillis(50))) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        };

        assertFaultOfTheIssuer();
    }

    @Test
    void soIsAConnectionThatIsRefused() {
        server.stop(0);

        assertThat(prove(token(KEY))).isEqualTo(CANNOT_SAY);
    }

    private void assertFaultOfTheIssuer() {
        assertThat(prove(token(KEY))).isEqualTo(CANNOT_SAY);

        behaviour = exchange -> write(exchange, 200, keys(KEY));
        nanos.addAndGet(CANNOT_SAY.retryAfter().toNanos());

        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
    }

    @Test
    void whoIsKnownComesInWhileTheIssuerIsGoneForAnHour() {
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
        behaviour = exchange -> write(exchange, 502, "");
        for (int minute = 1; minute <= 60; minute++) {
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            assertThat(prove(token(KEY))).as("minute %d", minute).isInstanceOf(Proof.Accepted.class);
            assertThat(prove(token(NEXT))).as("a new key, minute %d", minute).isEqualTo(CANNOT_SAY);
        }

        behaviour = exchange -> write(exchange, 200, keys(KEY, NEXT));
        nanos.addAndGet(CANNOT_SAY.retryAfter().toNanos());

        assertThat(prove(token(NEXT))).isInstanceOf(Proof.Accepted.class);
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
    }

    @Test
    void aNewKeyIsLookedForAtOnce() {
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);

        behaviour = exchange -> write(exchange, 200, keys(NEXT));

        assertThat(prove(token(NEXT))).isInstanceOf(Proof.Accepted.class);
        assertThat(prove(token(KEY))).isEqualTo(NOT_ACCEPTED);
    }

    /** Where tokens do not name their key, a new one shows only in signatures that do not fit. */
    @Test
    void aNewKeyWithoutANameIsLookedForToo() {
        behaviour = exchange -> write(exchange, 200, keys(nameless(KEY)));
        assertThat(prove(token(nameless(KEY)))).isInstanceOf(Proof.Accepted.class);

        behaviour = exchange -> write(exchange, 200, keys(nameless(NEXT)));

        assertThat(prove(token(nameless(NEXT)))).isInstanceOf(Proof.Accepted.class);
        assertThat(prove(token(nameless(KEY)))).isInstanceOf(Proof.Refused.class);
    }

    /** Anybody can make up names of keys: that must not become a fetch each, and a good token is not told of it. */
    @Test
    void whoMakesUpKeysTakesNothingFromOthers() {
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
        for (int i = 0; i < 20; i++) {
            assertThat(prove(token("made-up-" + i, KEY))).isNotInstanceOf(Proof.Accepted.class);
        }
        assertThat(fetches.get()).isLessThanOrEqualTo(3);

        behaviour = exchange -> write(exchange, 200, keys(KEY, NEXT));
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
        assertThat(prove(token(NEXT))).isEqualTo(CANNOT_SAY);
        nanos.addAndGet(CANNOT_SAY.retryAfter().toNanos());

        assertThat(prove(token(NEXT))).isInstanceOf(Proof.Accepted.class);
    }

    @Test
    void aWrongSignatureOfAKnownKeyIsRefusedWithoutAFetch() {
        assertThat(prove(token("ec-1", NEXT))).isEqualTo(NOT_ACCEPTED);
        assertThat(fetches).hasValue(1);
    }

    /** An issuer ought to give each key a name of its own (RFC 7517 section 4.5), and may not. */
    @Test
    void anotherKeyUnderTheNameOfAKnownOneIsLookedFor() {
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
        behaviour = exchange -> write(exchange, 200, keys(named("ec-1", NEXT)));
        nanos.addAndGet(FetchedKeys.PACE.toNanos() - 1);
        assertThat(prove(token("ec-1", NEXT))).isEqualTo(CANNOT_SAY);
        assertThat(fetches).hasValue(1);
        nanos.incrementAndGet();

        assertThat(prove(token("ec-1", NEXT))).isInstanceOf(Proof.Accepted.class);
        assertThat(prove(token(KEY))).isEqualTo(CANNOT_SAY);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void whileTheIssuerIsGoneOfSuchAKeyNothingCanBeSaid() {
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
        behaviour = exchange -> write(exchange, 502, "");
        nanos.addAndGet(FetchedKeys.PACE.toNanos());

        assertThat(prove(token("ec-1", NEXT))).isEqualTo(CANNOT_SAY);
        behaviour = exchange -> write(exchange, 200, keys(named("ec-1", NEXT)));
        nanos.addAndGet(FetchedKeys.PACE.toNanos());

        assertThat(prove(token("ec-1", NEXT))).isInstanceOf(Proof.Accepted.class);
    }

    /** Anybody can make up signatures: that must not become a fetch each, nor take from others the look at a new key. */
    @Test
    void whoMakesUpSignaturesTakesNothingFromOthers() {
        assertThat(prove(token(KEY))).isInstanceOf(Proof.Accepted.class);
        for (int second = 0; second < 60; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(prove(token("ec-1", NEXT)))
                    .as("second %d", second)
                    .isEqualTo(second % 5 == 4 ? NOT_ACCEPTED : CANNOT_SAY);
            assertThat(prove(token("ec-1", NEXT))).as("second %d", second).isEqualTo(CANNOT_SAY);
        }
        assertThat(fetches).hasValue(13); // the first, and one each five seconds

        behaviour = exchange -> write(exchange, 200, keys(KEY, NEXT));

        assertThat(prove(token(NEXT))).isInstanceOf(Proof.Accepted.class);
    }

    /** True: the test is over. */
    private boolean waitFor(Duration time) {
        CompletableFuture<Boolean> waiting = end.thenApply(over -> true);
        return waiting.completeOnTimeout(false, time.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Proof prove(Credential.Token token) {
        return verifier.prove(token).toCompletableFuture().join();
    }

    private static String keys(ECKey... keys) {
        StringBuilder set = new StringBuilder();
        for (ECKey key : keys) {
            set.append(set.isEmpty() ? "" : ",").append(key.toPublicJWK().toJSONString());
        }
        return "{\"keys\":[" + set + "]}";
    }

    private static Credential.Token token(ECKey key) {
        return token(key.getKeyID(), key);
    }

    private static Credential.Token token(@Nullable String keyId, ECKey key) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build();
        try {
            return Tokens.signed(Tokens.agent(0x0020), header, new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey nameless(ECKey key) {
        return named(null, key);
    }

    private static ECKey named(@Nullable String keyId, ECKey key) {
        return new ECKey.Builder(key).keyID(keyId).build();
    }

    private static ECKey key(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
