package dev.ringdown.http;

import org.jspecify.annotations.Nullable;

/** The token of an {@code Authorization} header with the scheme Bearer (RFC 6750 section 2.1). */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token, or null if there is none or the scheme is another; the scheme is read without regard to case. */
    public static @Nullable String of(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return token.isEmpty() ? null : token;
    }
}
