package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.PageServer;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.SigningKeys;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens may be signed with keys that their issuer publishes; the algorithm is never the token's choice. */
class KeySetTest {
    private static final KeyPair RSA = SigningKeys.rsa();
    private static final KeyPair P256 = SigningKeys.p256();
    private static final String KEY_SET = SigningKeys.jwks(RSA, P256);
    private static final Agent ADMIN = Agent.admin();

    private static TestTokens claims() {
        return TestTokens.of(ADMIN).exp(Instant.now().plus(Duration.ofHours(1)));
    }

    private static void assertLetIn(RunningServer server, String token) {
        Subscriber subscriber = server.subscriber(
                server.handshake().token(token).offering("ringdown.v1").open());

        assertThat(subscriber.next("welcome").text("agent"))
                .isEqualTo(ADMIN.id().toString());
    }

    @Test
    void theKeySetMayBeAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("keys.json"), KEY_SET);
        try (RunningServer server = RunningServer.start("auth.jwt.jwks=" + file, "auth.jwt.secret=")) {
            assertLetIn(server, claims().signedWith(RSA, "rsa-1"));
            assertLetIn(server, claims().signedWith(P256, "ec-1"));

            assertStrangersAreRefused(server, 401);
            server.handshake().token(ADMIN.token()).refusal().assertProblem(401, ""); // no secret, so no HS256
        }
    }

    @Test
    void theKeySetMayBeAnAddressAndTheSecretStandBesideIt() {
        try (PageServer issuer = new PageServer("application/json", KEY_SET);
                RunningServer server = RunningServer.start("auth.jwt.jwks=" + issuer.origin() + "/keys")) {
            assertLetIn(server, claims().signedWith(RSA, "rsa-1"));
            assertLetIn(server, claims().signedWith(P256, "ec-1"));
            assertLetIn(server, ADMIN.token());
            assertThat(issuer.requests()).as("the key set is kept").isEqualTo(1);

            assertStrangersAreRefused(
                    server, 401, 503); // the issuer may have reused a name, and was asked just now or not
        }
    }

    /**
     * Keys that nobody published, no key at all, and the public key taken for a shared secret.
     *
     * @param ofKnownName one of these is the status for a key that has the name of another
     */
    private static void assertStrangersAreRefused(RunningServer server, Integer... ofKnownName) {
        for (String token : List.of(
                claims().signedWith(SigningKeys.rsa(), "rsa-1"), claims().signedWith(SigningKeys.p256(), "ec-1"))) {
            assertThat(server.handshake().token(token).refusal().status()).isIn((Object[]) ofKnownName);
        }
        assertRefused(server, claims().signedWith(RSA, "ec-1"));
        assertRefused(server, claims().unsigned());
        assertRefused(server, claims().signedWith(SigningKeys.pem(RSA)));
        assertRefused(server, claims().signedWith(RSA.getPublic().getEncoded()));
        assertRefused(server, claims().signedWith(KEY_SET));
    }

    private static void assertRefused(RunningServer server, String token) {
        server.handshake().token(token).refusal().assertProblem(401, "");
    }
}
