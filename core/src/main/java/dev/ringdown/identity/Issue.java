package dev.ringdown.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a credential says of itself, by which it can be revoked. It is no part of who its holder is: any two are equal, so that
 * an identity equals the same one with a newer token. Immutable.
 */
public final class Issue {
    /** Of a credential that says nothing. */
    public static final Issue UNKNOWN = new Issue(null, null, null, null);

    private final @Nullable Instant at;
    private final @Nullable String tokenId;
    private final @Nullable String directId;
    private final @Nullable String keyDigest;

    private Issue(
            @Nullable Instant at, @Nullable String tokenId, @Nullable String directId, @Nullable String keyDigest) {
        this.at = at;
        this.tokenId = tokenId;
        this.directId = directId;
        this.keyDigest = keyDigest;
    }

    /**
     * Of a token.
     *
     * @param at its {@code iat}, in whole seconds; null: it does not say
     * @param tokenId its {@code jti}, or null
     * @param directId its {@code direct.direct_id}, or null
     */
    public static Issue ofToken(@Nullable Instant at, @Nullable String tokenId, @Nullable String directId) {
        return new Issue(at, tokenId, directId, null);
    }

    /** Of an access key. @param sha256 64 hexadecimal digits in lower case */
    public static Issue ofKey(String sha256) {
        return new Issue(null, null, null, sha256);
    }

    @Nullable
    Instant at() {
        return at;
    }

    @Nullable
    String tokenId() {
        return tokenId;
    }

    @Nullable
    String directId() {
        return directId;
    }

    @Nullable
    String keyDigest() {
        return keyDigest;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Issue;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Issue[…]";
    }
}
