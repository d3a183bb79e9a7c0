package dev.ringdown.config;

import static dev.ringdown.config.Setting.bytes;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.secret;
import static dev.ringdown.config.Setting.text;
import static dev.ringdown.config.Setting.texts;
import static dev.ringdown.config.Setting.yesOrNo;

import dev.ringdown.auth.KeySetOptions;
import dev.ringdown.auth.SharedSecret;
import dev.ringdown.auth.TokenOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How tokens are verified, {@code auth.jwt}. Stateless. */
final class TokenSection {
    static final Keys KEYS = new Keys();

    private static final Setting<String> JWT_SECRET = KEYS.add(secret(
            "auth.jwt.secret",
            "Shared secret of HS256 tokens; empty: none are accepted.",
            "empty, or at least " + SharedSecret.MIN_BYTES
                    + " bytes (RFC 7518 section 3.2); fewer only with auth.jwt.allow-short-secret",
            any -> true));
    private static final Setting<Boolean> JWT_ALLOW_SHORT_SECRET = KEYS.add(yesOrNo(
            "auth.jwt.allow-short-secret",
            false,
            "Whether a secret may be shorter than RFC 7518 asks for, as the one in VoIPBin's template is. Who has one token can"
                    + " then try out secrets; there is a warning at start."));
    private static final Setting<String> JWT_JWKS = KEYS.add(text(
            "auth.jwt.jwks",
            "",
            "Key set (RFC 7517) of RS256 and ES256 tokens: a file, read at start, or an http(s) address, fetched and"
                    + " cached; empty: none are accepted.",
            "a file or an http(s) address",
            any -> true));
    private static final Setting<Duration> JWT_JWKS_TIMEOUT = KEYS.add(duration(
            "auth.jwt.jwks-timeout",
            "5s",
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            "How long an answer with the key set may take (503); shorter than limits.handshake-timeout."));
    private static final Setting<Long> JWT_JWKS_BYTES =
            KEYS.add(bytes("auth.jwt.jwks-bytes", "1MiB", 1024, 64 << 20, "Largest answer with the key set (503)."));
    private static final Setting<Duration> JWT_JWKS_HOLD = KEYS.add(
            duration(
                    "auth.jwt.jwks-hold",
                    "24h",
                    Duration.ofMinutes(10),
                    Duration.ofDays(7),
                    "How long keys that were fetched hold while the address gives no key set. Tokens of other keys get 503 then."));
    private static final Setting<List<String>> JWT_ALGORITHMS = KEYS.add(texts(
            "auth.jwt.algorithms",
            "[]",
            "Algorithms that are accepted; empty: HS256 if there is a secret, RS256 and ES256 if there is a key set.",
            "a list of HS256, RS256, ES256",
            Set.of("HS256", "RS256", "ES256")::contains));
    static final Setting<Boolean> JWT_ALLOW_UNLIMITED = KEYS.add(
            yesOrNo("auth.jwt.allow-unlimited", false, "Whether a token with neither expire nor exp is accepted."));
    private static final Setting<Boolean> JWT_ALLOW_UNSCOPED_DIRECT = KEYS.add(yesOrNo(
            "auth.jwt.allow-unscoped-direct",
            false,
            "Whether direct tokens without scope_version 2 are accepted, of a VoIPBin of before September 2026. Each may follow"
                    + " any single resource of its types, other visitors' too."));
    private static final Setting<Duration> JWT_LEEWAY = KEYS.add(duration(
            "auth.jwt.leeway",
            "30s",
            Duration.ZERO,
            Duration.ofMinutes(5),
            "How far a token's nbf may be ahead of the clock here. A token's end holds to the second."));

    /** In place of what is at fault; nobody goes there. */
    private static final URI NOWHERE = URI.create("file:///");

    private TokenSection() {}

    static TokenOptions read(Values values) {
        String secret = values.get(JWT_SECRET);
        KeySetOptions jwks = jwks(values);
        Set<String> algorithms = new HashSet<>(values.get(JWT_ALGORITHMS));
        if (algorithms.isEmpty()) {
            if (!secret.isEmpty()) {
                algorithms.add("HS256");
            }
            if (jwks != null) {
                algorithms.addAll(Set.of("RS256", "ES256"));
            }
        }
        boolean allowShort = values.get(JWT_ALLOW_SHORT_SECRET);
        if (!secret.isEmpty() && SharedSecret.bytes(secret) < SharedSecret.MIN_BYTES && !allowShort) {
            values.fault(JWT_SECRET.key(), "…", JWT_SECRET.expected());
        }
        if (algorithms.contains("HS256") && secret.isEmpty()) {
            values.fault(JWT_ALGORITHMS.key(), "HS256", "auth.jwt.secret beside it");
        }
        for (String algorithm : List.of("ES256", "RS256")) {
            if (algorithms.contains(algorithm) && jwks == null) {
                values.fault(JWT_ALGORITHMS.key(), algorithm, "auth.jwt.jwks beside it");
            }
        }
        return new TokenOptions(
                secret.isEmpty() ? null : secret,
                jwks,
                algorithms,
                values.get(JWT_LEEWAY),
                values.get(JWT_ALLOW_UNLIMITED),
                values.get(JWT_ALLOW_UNSCOPED_DIRECT));
    }

    private static @Nullable KeySetOptions jwks(Values values) {
        String text = values.get(JWT_JWKS);
        Duration timeout = values.get(JWT_JWKS_TIMEOUT);
        int maxBytes = values.intOf(JWT_JWKS_BYTES);
        Duration holdFor = values.get(JWT_JWKS_HOLD);
        return text.isEmpty() ? null : new KeySetOptions(location(values, text), timeout, maxBytes, holdFor);
    }

    private static URI location(Values values, String text) {
        try {
            URI uri = new URI(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Not an address, so it is a file, and is looked for below.
        }
        if (!FileNames.isReadable(text)) {
            values.fault(JWT_JWKS.key(), text, "a file that can be read, or an http(s) address");
            return NOWHERE;
        }
        return Path.of(text).toUri();
    }
}
