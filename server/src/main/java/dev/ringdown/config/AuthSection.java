package dev.ringdown.config;

import static dev.ringdown.config.Setting.secret;
import static dev.ringdown.config.Setting.text;
import static dev.ringdown.config.Setting.texts;
import static dev.ringdown.config.Setting.yesOrNo;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.LookupOptions;
import dev.ringdown.auth.SharedSecret;
import dev.ringdown.auth.TokenOptions;
import dev.ringdown.topic.UuidText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect. Immutable.
 *
 * @param lookup how other access keys are looked up; null: not at all
 * @param origins of web pages that may connect; {@code *}: every page
 */
public record AuthSection(
        TokenOptions tokens,
        List<AccessKeys.Entry> accessKeys,
        @Nullable LookupOptions lookup,
        Set<UUID> frozenCustomers,
        List<String> origins) {
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
    private static final Setting<List<String>> FROZEN_CUSTOMERS = KEYS.add(texts(
            "auth.frozen-customers",
            "[]",
            "Customers of whom nobody is admitted.",
            "a list of UUIDs",
            value -> UuidText.parse(value) != null));
    private static final Setting<List<String>> ORIGINS = KEYS.add(texts(
            "origins",
            "[\"*\"]",
            "Origins of web pages that may connect, such as https://desk.example.com; * allows every page. Programs"
                    + " send no Origin and are not meant.",
            "a list of origins such as https://desk.example.com, or *",
            value -> value.equals("*") || value.matches("[a-z][a-z0-9+.-]*://[^/\\s]+")));

    static AuthSection read(Values values) {
        return new AuthSection(
                tokens(values),
                AccessKeySettings.read(values),
                KeyLookupSettings.read(values),
                frozenCustomers(values),
                values.get(ORIGINS));
    }

    private static TokenOptions tokens(Values values) {
        String secret = values.get(JWT_SECRET);
        URI jwks = jwks(values);
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
                values.get(JWT_ALLOW_UNLIMITED),
                values.get(JWT_ALLOW_UNSCOPED_DIRECT));
    }

    private static @Nullable URI jwks(Values values) {
        String text = values.get(JWT_JWKS);
        if (text.isEmpty()) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Not an address, so it is a file, and is looked for below.
        }
        Path file = Path.of(text);
        if (!Files.isReadable(file)) {
            values.fault(JWT_JWKS.key(), text, "a file that can be read, or an http(s) address");
        }
        return file.toUri();
    }

    private static Set<UUID> frozenCustomers(Values values) {
        return values.get(FROZEN_CUSTOMERS).stream()
                .map(UuidText::parsePresent)
                .filter(customer -> customer != null)
                .collect(Collectors.toSet());
    }
}
