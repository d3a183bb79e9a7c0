package dev.ringdown.auth;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are verified. The algorithm is pinned here and never taken from a token: HS256 is only ever tried with the
 * secret, RS256 and ES256 only with keys of the JWKS.
 *
 * @param secret the shared secret of HS256, or null
 * @param jwks a file or an http(s) address with a JSON Web Key Set (RFC 7517), or null
 * @param algorithms those that are accepted, of HS256, RS256, ES256
 * @param unlimited whether a token without an end is accepted
 * @param unscoped whether a direct token of before it named one resource is accepted
 */
public record TokenOptions(
        @Nullable String secret, @Nullable URI jwks, Set<String> algorithms, boolean unlimited, boolean unscoped) {
    public TokenOptions {
        algorithms = Set.copyOf(algorithms);
    }

    @Override
    public String toString() {
        return "TokenOptions[algorithms=" + algorithms + ", jwks=" + jwks + "]";
    }
}
