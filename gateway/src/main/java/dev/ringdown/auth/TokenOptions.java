package dev.ringdown.auth;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are verified. The algorithm is pinned here and never taken from a token: HS256 is only ever tried with the
 * secret, RS256 and ES256 only with keys of the JWKS.
 *
 * @param secret the shared secret of HS256, or null
 * @param jwks where a JSON Web Key Set (RFC 7517) is, or null
 * @param algorithms those that are accepted, of HS256, RS256, ES256
 * @param leeway how far a token's {@code nbf} may be ahead of the clock here
 * @param unlimited whether a token without an end is accepted
 * @param unscoped whether a direct token of before it named one resource is accepted
 */
public record TokenOptions(
        @Nullable String secret,
        @Nullable KeySetOptions jwks,
        Set<String> algorithms,
        Duration leeway,
        boolean unlimited,
        boolean unscoped) {
    public TokenOptions {
        algorithms = Set.copyOf(algorithms);
    }

    @Override
    public String toString() {
        return "TokenOptions[algorithms=" + algorithms + ", jwks=" + jwks + "]";
    }
}
