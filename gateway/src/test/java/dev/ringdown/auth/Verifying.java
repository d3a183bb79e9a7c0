package dev.ringdown.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ringdown.identity.Identity;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;

/** A verifier of HS256 tokens on a clock of its own, as most of the tests want it. */
final class Verifying {
    final MutableClock clock = new MutableClock();
    private final TokenVerifier verifier;

    Verifying() {
        this(false);
    }

    /** @param unlimited whether a token without an end is accepted */
    Verifying(boolean unlimited) {
        this(new TokenOptions(Tokens.SECRET, null, Set.of("HS256"), Duration.ofSeconds(30), unlimited, false));
    }

    Verifying(TokenOptions options) {
        try {
            verifier =
                    new TokenVerifier(options, clock, new GatewayMetrics(new SimpleMeterRegistry()), System::nanoTime);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Proof prove(Credential.Token token) {
        return verifier.prove(token).toCompletableFuture().join();
    }

    /** Whose token it is; it must be accepted. */
    Identity identify(JWTClaimsSet.Builder claims) {
        Proof proof = prove(Tokens.signed(claims));
        assertThat(proof).isInstanceOf(Proof.Accepted.class);
        return ((Proof.Accepted) proof).identity();
    }

    void assertRefused(JWTClaimsSet.Builder claims, String detail) {
        assertThat(prove(Tokens.signed(claims))).isEqualTo(new Proof.Refused(false, detail));
    }

    void assertRefused(Credential.Token token, String detail) {
        assertThat(prove(token)).isEqualTo(new Proof.Refused(false, detail));
    }
}
