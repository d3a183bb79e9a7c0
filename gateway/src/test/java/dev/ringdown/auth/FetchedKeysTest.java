package dev.ringdown.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A key set behind an address. */
@Timeout(60)
class FetchedKeysTest {
    private final AtomicInteger fetches = new AtomicInteger();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();

    FetchedKeysTest() throws Exception {}

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theKeySetIsFetchedOnceForManyTokens() throws Exception {
        serve(new JWKSet(key).toString(true));
        TokenVerifier verifier = verifier();

        assertThat(verifier.prove(token())).isInstanceOf(Proof.Accepted.class);
        assertThat(verifier.prove(token())).isInstanceOf(Proof.Accepted.class);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void nothingIsFetchedForASecretsToken() throws Exception {
        serve(new JWKSet(key).toString(true));

        assertThat(verifier().prove(Tokens.signed(Tokens.agent(0x0020)))).isInstanceOf(Proof.Refused.class);
        assertThat(fetches).hasValue(0);
    }

    @Test
    void aKeySetThatCannotBeFetchedAdmitsNobody() throws Exception {
        serve("sorry");

        try (CapturedLog log = new CapturedLog()) {
            assertThat(verifier().prove(token()))
                    .isEqualTo(new Proof.Refused(false, "the token's key cannot be looked up at this time"));
            assertThat(log.everythingOf(TokenVerifier.class))
                    .singleElement()
                    .asString()
                    .startsWith("cannot fetch the key set of auth.jwt.jwks: ");
        }
    }

    /** Anybody can make up key ids: that must neither become a fetch each nor a warning each. */
    @Test
    void unknownKeyIdsAreNotFetchedForAgainAndAgain() throws Exception {
        serve(new JWKSet(key).toString(true));
        TokenVerifier verifier = verifier();

        try (CapturedLog log = new CapturedLog()) {
            IntStream.range(0, 5)
                    .forEach(i ->
                            assertThat(verifier.prove(token("made-up-" + i))).isInstanceOf(Proof.Refused.class));
            assertThat(log.everythingOf(TokenVerifier.class)).isEmpty();
        }
        assertThat(fetches).hasValueLessThan(4);
        assertThat(verifier.prove(token())).isInstanceOf(Proof.Accepted.class);
    }

    private void serve(String text) {
        server.createContext("/jwks.json", exchange -> {
            fetches.incrementAndGet();
            byte[] body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private TokenVerifier verifier() throws IOException {
        URI jwks = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
        return new TokenVerifier(
                new TokenOptions(null, jwks, Set.of("RS256", "ES256"), false, false), new MutableClock());
    }

    private Credential.Token token() {
        return token("ec-1");
    }

    private Credential.Token token(String keyId) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build();
        try {
            return Tokens.signed(Tokens.agent(0x0020), header, new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
