package dev.ringdown.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens whose keys are published as a key set, here a file. */
class PublishedKeysTest {
    private static final String NOT_ACCEPTED = "the token's signature or algorithm is not accepted";
    private static final RSAKey RSA = rsa("rsa-1");
    private static final RSAKey OTHER_RSA = rsa("rsa-1");
    private static final ECKey EC = ec("ec-1");

    @TempDir
    Path folder = Path.of("");

    private Path jwks = Path.of("");

    @BeforeEach
    void publish() throws IOException {
        jwks = folder.resolve("jwks.json");
        Files.writeString(jwks, new JWKSet(List.of(RSA, EC)).toString(true));
    }

    @Test
    void rs256AndEs256AreAccepted() throws Exception {
        TokenVerifier verifier = verifier(null, "RS256", "ES256");

        assertAccepted(verifier, signedWith(RSA, "rsa-1"));
        assertAccepted(verifier, signedWith(EC));
    }

    @Test
    void aTokenThatDoesNotNameItsKeyIsTriedWithAll() throws Exception {
        assertAccepted(verifier(null, "RS256", "ES256"), signedWith(RSA, null));
    }

    @Test
    void aKeyThatIsNotPublishedIsNotAccepted() throws Exception {
        assertRefused(verifier(null, "RS256", "ES256"), signedWith(OTHER_RSA, "rsa-1"));
    }

    @Test
    void aWrongKeyIdIsNotAccepted() throws Exception {
        assertRefused(verifier(null, "RS256", "ES256"), signedWith(RSA, "rsa-2"));
        assertRefused(verifier(null, "RS256", "ES256"), signedWith(RSA, "ec-1"));
    }

    @Test
    void onlyTheConfiguredAlgorithmsAreAccepted() throws Exception {
        TokenVerifier verifier = verifier(null, "ES256");

        assertRefused(verifier, signedWith(RSA, "rsa-1"));
        assertAccepted(verifier, signedWith(EC));
    }

    @Test
    void aSecretThatIsThereIsNotEnoughIfItsAlgorithmIsNot() throws Exception {
        assertRefused(verifier(Tokens.SECRET, "RS256"), Tokens.signed(Tokens.agent(0x0020)));
    }

    @Test
    void aSecretIsNotAcceptedWhereThereIsNone() throws Exception {
        assertRefused(verifier(null, "RS256", "ES256"), Tokens.signed(Tokens.agent(0x0020)));
    }

    /** The classic confusion: everybody has the public key, so it must never serve as a secret. */
    @Test
    void aPublicKeyIsNoSecret() throws Exception {
        byte[] der = RSA.toRSAPublicKey().getEncoded();
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(UTF_8);

        assertRefused(verifier(null, "RS256", "ES256"), Tokens.signed(Tokens.agent(0x0020), der));
        assertRefused(verifier(null, "RS256", "ES256"), Tokens.signed(Tokens.agent(0x0020), pem));
        assertRefused(verifier(Tokens.SECRET, "HS256", "RS256", "ES256"), Tokens.signed(Tokens.agent(0x0020), der));
        assertRefused(verifier(Tokens.SECRET, "HS256", "RS256", "ES256"), Tokens.signed(Tokens.agent(0x0020), pem));
    }

    @Test
    void secretAndKeySetMayStandBesideEachOther() throws Exception {
        TokenVerifier verifier = verifier(Tokens.SECRET, "HS256", "RS256", "ES256");

        assertAccepted(verifier, Tokens.signed(Tokens.agent(0x0020)));
        assertAccepted(verifier, signedWith(RSA, "rsa-1"));
    }

    @Test
    void aKeyThatCannotBeUsedDoesNotSpoilTheOthers() throws Exception {
        String set = Files.readString(jwks);
        Files.writeString(jwks, set.replaceFirst("\\[", "[{\"kty\":\"EC\",\"crv\":\"P-1024\"},{\"kty\":\"RSA\"},"));

        assertAccepted(verifier(null, "RS256", "ES256"), signedWith(EC));
    }

    @Test
    void aKeySetThatCannotBeReadIsSaidToBeSo() throws Exception {
        Files.writeString(jwks, "{\"keys\":");
        assertThatThrownBy(() -> verifier(null, "RS256"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("auth.jwt.jwks: cannot read " + jwks + ": ")
                .hasMessageEndingWith(" (expected: a JSON Web Key Set, RFC 7517)");

        Files.delete(jwks);
        assertThatThrownBy(() -> verifier(null, "RS256")).isInstanceOf(IOException.class);
    }

    private TokenVerifier verifier(@Nullable String secret, String... algorithms) throws IOException {
        return new TokenVerifier(
                new TokenOptions(
                        secret,
                        new KeySetOptions(jwks.toUri(), Duration.ofSeconds(5), 1 << 20, Duration.ofHours(24)),
                        Set.of(algorithms),
                        Duration.ofSeconds(30),
                        false,
                        false),
                new MutableClock(),
                new GatewayMetrics(new SimpleMeterRegistry()),
                System::nanoTime);
    }

    private static void assertAccepted(TokenVerifier verifier, Credential.Token token) {
        assertThat(verifier.prove(token).toCompletableFuture().join()).isInstanceOf(Proof.Accepted.class);
    }

    private static void assertRefused(TokenVerifier verifier, Credential.Token token) {
        assertThat(verifier.prove(token).toCompletableFuture().join())
                .isEqualTo(new Proof.Refused(false, NOT_ACCEPTED));
    }

    private static Credential.Token signedWith(RSAKey key, @Nullable String keyId) throws JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
        return Tokens.signed(Tokens.agent(0x0020), header, new RSASSASigner(key));
    }

    private static Credential.Token signedWith(ECKey key) throws JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        return Tokens.signed(Tokens.agent(0x0020), header, new ECDSASigner(key));
    }

    private static RSAKey rsa(String keyId) {
        try {
            return new RSAKeyGenerator(2048).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
