package dev.ringdown.auth;

import static dev.ringdown.testing.MutableClock.START;
import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.identity.AccessKeyIdentity;
import dev.ringdown.limits.ClientAddress;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final String KEY = "access-key-of-the-wallboard";

    private final MutableClock clock = new MutableClock();

    @Test
    void anAccessKeyIsItsCustomersProgram() {
        AccessKeys keys = keys(new AccessKeys.Entry("wallboard", AccessKeys.sha256Of(KEY), CUSTOMER, null));

        assertThat(proof(new Authenticator(null, keys, Set.of()), new Credential.AccessKey(KEY)))
                .isEqualTo(new Proof.Accepted(new AccessKeyIdentity(CUSTOMER, "wallboard", null)));
    }

    /** The digest is what {@code printf %s access-key-of-the-wallboard | sha256sum} prints. */
    @Test
    void anAccessKeyMayBeKnownByItsDigestAlone() {
        String digest = "fed38a95e6f0b240baa2309715f2ed49254fca0c7828e99e573ac71a1259ac28";
        AccessKeys keys = keys(new AccessKeys.Entry("wallboard", digest.toUpperCase(Locale.ROOT), CUSTOMER, null));
        Authenticator authenticator = new Authenticator(null, keys, Set.of());

        assertThat(proof(authenticator, new Credential.AccessKey(KEY)))
                .isEqualTo(new Proof.Accepted(new AccessKeyIdentity(CUSTOMER, "wallboard", null)));
        assertThat(proof(authenticator, new Credential.AccessKey(digest))).isInstanceOf(Proof.Refused.class);
    }

    @Test
    void anUnknownAccessKeyIsNobodys() {
        Authenticator authenticator = new Authenticator(
                null, keys(new AccessKeys.Entry("wallboard", AccessKeys.sha256Of(KEY), CUSTOMER, null)), Set.of());

        assertThat(proof(authenticator, new Credential.AccessKey(KEY + "x")))
                .isEqualTo(new Proof.Refused(false, "the access key is not known here"));
        assertThat(proof(authenticator, new Credential.AccessKey("")))
                .isEqualTo(new Proof.Refused(false, "the access key is not known here"));
    }

    @Test
    void anAccessKeyEndsOnTime() {
        AccessKeys keys =
                keys(new AccessKeys.Entry("wallboard", AccessKeys.sha256Of(KEY), CUSTOMER, START.plusSeconds(1)));
        Authenticator authenticator = new Authenticator(null, keys, Set.of());
        assertThat(proof(authenticator, new Credential.AccessKey(KEY)))
                .isEqualTo(new Proof.Accepted(new AccessKeyIdentity(CUSTOMER, "wallboard", START.plusSeconds(1))));

        clock.advance(Duration.ofSeconds(1));

        assertThat(proof(authenticator, new Credential.AccessKey(KEY)))
                .isEqualTo(new Proof.Refused(false, "the access key has expired"));
    }

    @Test
    void aTokenIsNoAccessKeyAndTheOtherWayRound() throws IOException {
        String token = Tokens.signed(Tokens.agent(0x0020)).jwt();
        Authenticator authenticator = tokensAndKeys(Set.of());

        assertThat(proof(authenticator, new Credential.AccessKey(token))).isInstanceOf(Proof.Refused.class);
        assertThat(proof(authenticator, new Credential.Token(KEY))).isInstanceOf(Proof.Refused.class);
    }

    @Test
    void withoutSecretAndKeySetNoTokenIsAccepted() {
        Authenticator authenticator = new Authenticator(null, keys(), Set.of());

        assertThat(proof(authenticator, Tokens.signed(Tokens.agent(0x0020))))
                .isEqualTo(new Proof.Refused(
                        false, "tokens are not accepted here: neither auth.jwt.secret nor auth.jwt.jwks is set"));
    }

    @Test
    void nobodyOfAFrozenCustomerIsAdmitted() throws IOException {
        Authenticator authenticator = tokensAndKeys(Set.of(CUSTOMER));
        Proof frozen = new Proof.Refused(true, "the customer is frozen");

        assertThat(proof(authenticator, Tokens.signed(Tokens.agent(0x0020)))).isEqualTo(frozen);
        assertThat(proof(authenticator, Tokens.signed(Tokens.agent(0x0001)))).isEqualTo(frozen);
        assertThat(proof(authenticator, Tokens.signed(Tokens.direct("call")))).isEqualTo(frozen);
        assertThat(proof(authenticator, new Credential.AccessKey(KEY))).isEqualTo(frozen);
    }

    @Test
    void aStrangerIsNotToldThatACustomerIsFrozen() throws IOException {
        assertThat(proof(tokensAndKeys(Set.of(CUSTOMER)), new Credential.Token("a.b.c")))
                .isInstanceOfSatisfying(
                        Proof.Refused.class,
                        refused -> assertThat(refused.known()).isFalse());
    }

    @Test
    void otherCustomersAreNotFrozenWithIt() throws IOException {
        assertThat(proof(tokensAndKeys(Set.of(OTHER_CUSTOMER)), new Credential.AccessKey(KEY)))
                .isInstanceOf(Proof.Accepted.class);
    }

    private static Proof proof(Authenticator authenticator, Credential credential) {
        return authenticator
                .prove(credential, ClientAddress.UNKNOWN.network())
                .toCompletableFuture()
                .join();
    }

    private Authenticator tokensAndKeys(Set<UUID> frozen) throws IOException {
        TokenVerifier tokens = new TokenVerifier(
                new TokenOptions(Tokens.SECRET, null, Set.of("HS256"), Duration.ofSeconds(30), false, false),
                clock,
                new GatewayMetrics(new SimpleMeterRegistry()),
                System::nanoTime);
        return new Authenticator(
                tokens, keys(new AccessKeys.Entry("wallboard", AccessKeys.sha256Of(KEY), CUSTOMER, null)), frozen);
    }

    private AccessKeys keys(AccessKeys.Entry... entries) {
        return new AccessKeys(List.of(entries), clock);
    }
}
