package dev.ringdown.auth;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the signature of a token and reads who its holder is. Thread-safe; fetching keys may block, so it is not
 * called on an event loop.
 */
public final class TokenVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);

    private final ConfigurableJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final TokenClaims claims;

    /** @throws IOException the key set cannot be read; the message says what to do */
    public TokenVerifier(TokenOptions options, Clock clock) throws IOException {
        this.claims = new TokenClaims(clock, options);
        processor.setJWSKeySelector(keySelector(options));
        processor.setJWTClaimsSetVerifier(null); // TokenClaims does it: VoIPBin has claims of its own
    }

    Proof prove(Credential.Token credential) {
        JWTClaimsSet verified;
        Map<String, Object> asSigned;
        try {
            JWT jwt = JWTParser.parse(credential.jwt());
            verified = processor.process(jwt, null);
            asSigned = jwt instanceof SignedJWT signed ? signed.getPayload().toJSONObject() : Map.of();
        } catch (ParseException e) {
            return Proof.Refused.unknown("the token is not a JWT");
        } catch (BadJOSEException e) {
            return Proof.Refused.unknown("the token's signature or algorithm is not accepted");
        } catch (
                RateLimitReachedException
                        e) { // the key set was fetched lately, and a further token names an unknown key
            return Proof.Refused.unknown("the token's key is not known here");
        } catch (KeySourceException e) {
            LOG.warn(
                    "cannot fetch the key set of auth.jwt.jwks: {} (tokens are refused until it answers)",
                    e.getMessage());
            return Proof.Refused.unknown("the token's key cannot be looked up at this time");
        } catch (JOSEException e) {
            return Proof.Refused.unknown("the token cannot be verified");
        }
        return claims.identify(verified, asSigned, credential);
    }

    private static JWSKeySelector<SecurityContext> keySelector(TokenOptions options) throws IOException {
        List<SecretKey> secret = options.secret() == null ? List.of() : List.of(SharedSecret.key(options.secret()));
        JWSKeySelector<SecurityContext> published = publishedKeys(options);
        return (header, context) -> {
            if (!options.algorithms().contains(header.getAlgorithm().getName())) {
                return List.of();
            }
            if (header.getAlgorithm().equals(JWSAlgorithm.HS256)) {
                return secret;
            }
            return published == null ? List.of() : published.selectJWSKeys(header, context);
        };
    }

    private static @Nullable JWSKeySelector<SecurityContext> publishedKeys(TokenOptions options) throws IOException {
        if (options.jwks() == null) {
            return null;
        }
        Set<JWSAlgorithm> algorithms = new HashSet<>();
        options.algorithms().forEach(name -> algorithms.add(JWSAlgorithm.parse(name)));
        algorithms.remove(JWSAlgorithm.HS256);
        return algorithms.isEmpty()
                ? null
                : new JWSVerificationKeySelector<>(algorithms, keySource(requireNonNull(options.jwks(), "jwks")));
    }

    private static JWKSource<SecurityContext> keySource(URI jwks) throws IOException {
        if (jwks.getScheme() != null && jwks.getScheme().startsWith("http")) {
            try {
                return JWKSourceBuilder.<SecurityContext>create(jwks.toURL())
                        .retrying(true)
                        .outageTolerant(true)
                        .build();
            } catch (MalformedURLException e) {
                throw new IOException("auth.jwt.jwks: " + jwks + " (expected: an http(s) address or a file)", e);
            }
        }
        Path file = Path.of(jwks.getPath());
        try {
            return new ImmutableJWKSet<>(JWKSet.load(file.toFile()));
        } catch (IOException | ParseException e) {
            throw new IOException(
                    "auth.jwt.jwks: cannot read " + file + ": " + e.getMessage()
                            + " (expected: a JSON Web Key Set, RFC 7517)",
                    e);
        }
    }
}
