package dev.ringdown.auth;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.proc.SecurityContext;
import dev.ringdown.metrics.GatewayMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Verifies the signature of a token and reads who its holder is. Thread-safe; nothing blocks, but signatures take time. */
public final class TokenVerifier {
    private static final Proof NOT_ACCEPTED =
            Proof.Refused.unknown("the token's signature or algorithm is not accepted");

    /** The keys that a token is tried with. */
    private record Candidates(List<? extends Key> keys) implements SecurityContext {}

    private final DefaultJOSEProcessor<Candidates> processor = new DefaultJOSEProcessor<>();
    private final TokenOptions options;
    private final List<? extends Key> secret;
    private final @Nullable PublishedKeys published;
    private final TokenClaims claims;

    /**
     * Verifies what is accepted.
     *
     * @param nanoTime a clock that nobody sets
     * @throws IOException the key set cannot be read; the message says what to do
     */
    public TokenVerifier(TokenOptions options, Clock clock, GatewayMetrics metrics, LongSupplier nanoTime)
            throws IOException {
        this.options = requireNonNull(options, "options");
        this.secret = options.secret() == null ? List.of() : List.of(SharedSecret.key(options.secret()));
        this.published = options.jwks() == null ? null : publishedKeys(options.jwks(), metrics, nanoTime);
        this.claims = new TokenClaims(clock, options);
        processor.setJWSKeySelector((header, candidates) -> candidates.keys());
        processor.setJWSTypeVerifier(
                (type, candidates) -> {}); // RFC 9068 has at+jwt; what a token is for, its claims say
    }

    private static PublishedKeys publishedKeys(KeySetOptions options, GatewayMetrics metrics, LongSupplier nanoTime)
            throws IOException {
        return options.isFetched()
                ? new FetchedKeys(new HttpKeySetPage(options), options, metrics, nanoTime)
                : new FileKeys(Path.of(options.location().getPath()));
    }

    /** Completes on any thread, at once unless keys have to be fetched. */
    CompletionStage<Proof> prove(Credential.Token credential) {
        JOSEObject parsed;
        try {
            parsed = JOSEObject.parse(credential.jwt());
        } catch (ParseException e) {
            return CompletableFuture.completedFuture(Proof.Refused.unknown("the token is not a JWT"));
        }
        if (!(parsed instanceof JWSObject token)
                || !options.algorithms()
                        .contains(token.getHeader().getAlgorithm().getName())) {
            return CompletableFuture.completedFuture(NOT_ACCEPTED);
        }
        if (token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)) {
            Proof proof = proof(token, secret, credential);
            return CompletableFuture.completedFuture(proof == null ? NOT_ACCEPTED : proof);
        }
        return byPublishedKeys(token, requireNonNull(published, "published"), credential);
    }

    /** A token that no known key fits may be signed with one that was published lately, be it under the name of another. */
    private CompletionStage<Proof> byPublishedKeys(JWSObject token, PublishedKeys keys, Credential.Token credential) {
        return keys.keys().thenCompose(answer -> {
            Proof proof = proof(token, answer, credential);
            return proof instanceof Proof.Undecided
                            && answer instanceof PublishedKeys.Known known
                            && isWorthAsking(token, known)
                    ? keys.newerKeys().thenApply(newer -> proof(token, newer, credential))
                    : CompletableFuture.completedFuture(proof);
        });
    }

    private Proof proof(JWSObject token, PublishedKeys.Answer answer, Credential.Token credential) {
        if (answer instanceof PublishedKeys.Unavailable unavailable) {
            return cannotSay(unavailable.retryAfter());
        }
        PublishedKeys.Known known = (PublishedKeys.Known) answer;
        List<Key> fitting = known.keys().keysFor(token.getHeader());
        Proof proof = fitting.isEmpty() ? null : proof(token, fitting, credential);
        if (proof != null) {
            return proof;
        }
        return known.asked() == PublishedKeys.Asked.SINCE ? NOT_ACCEPTED : cannotSay(FetchedKeys.PACE);
    }

    /** A key that has the name of another was asked for lately if any was: else made-up signatures would use up the pace. */
    private static boolean isWorthAsking(JWSObject token, PublishedKeys.Known known) {
        JWSHeader header = token.getHeader();
        boolean named =
                header.getKeyID() != null && !known.keys().keysFor(header).isEmpty();
        return !named || known.asked() == PublishedKeys.Asked.BEFORE;
    }

    private static Proof cannotSay(Duration retryAfter) {
        return new Proof.Undecided(false, "the token's key cannot be looked up at this time", retryAfter);
    }

    /** Null: it is signed with none of these keys. */
    private @Nullable Proof proof(JWSObject token, List<? extends Key> keys, Credential.Token credential) {
        try {
            Map<String, Object> signed =
                    processor.process(token, new Candidates(keys)).toJSONObject();
            return signed == null
                    ? Proof.Refused.unknown("the token's payload is not a JSON object")
                    : claims.identify(signed, credential);
        } catch (BadJOSEException | JOSEException e) {
            return null;
        }
    }
}
