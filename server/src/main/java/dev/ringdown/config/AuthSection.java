package dev.ringdown.config;

import static dev.ringdown.config.Setting.secret;
import static dev.ringdown.config.Setting.text;
import static dev.ringdown.config.Setting.texts;
import static dev.ringdown.config.Setting.yesOrNo;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.TokenOptions;
import dev.ringdown.topic.UuidText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect. Immutable.
 *
 * @param origins of web pages that may connect; {@code *}: every page
 */
public record AuthSection(
        TokenOptions tokens, List<AccessKeys.Entry> accessKeys, Set<UUID> frozenCustomers, List<String> origins) {
    static final Keys KEYS = new Keys();

    private static final Setting<String> JWT_SECRET = KEYS.add(secret(
            "auth.jwt.secret",
            "Shared secret of HS256 tokens; empty: none are accepted.",
            "empty, or at least 32 bytes (RFC 7518 section 3.2)",
            value -> value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length >= 32));
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

    private static final NamedKey<String> ACCESS_KEY =
            KEYS.add(NamedKey.credential("auth.access-keys.<name>.key", "The access key of a customer's program."));
    private static final NamedKey<UUID> ACCESS_KEY_CUSTOMER = KEYS.add(NamedKey.of(
            "auth.access-keys.<name>.customer", "a UUID", "The customer to whom it belongs.", UuidText::parsePresent));
    private static final NamedKey<Instant> ACCESS_KEY_EXPIRES = KEYS.add(NamedKey.of(
                    "auth.access-keys.<name>.expires",
                    "a time such as 2027-01-01T00:00:00Z",
                    "When it ends.",
                    Instant::parse)
            .orLeftOut());

    static AuthSection read(Values values) {
        return new AuthSection(tokens(values), accessKeys(values), frozenCustomers(values), values.get(ORIGINS));
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
        if (algorithms.contains("HS256") && secret.isEmpty()) {
            values.fault(JWT_ALGORITHMS.key(), "HS256", "auth.jwt.secret beside it");
        }
        for (String algorithm : List.of("ES256", "RS256")) {
            if (algorithms.contains(algorithm) && jwks == null) {
                values.fault(JWT_ALGORITHMS.key(), algorithm, "auth.jwt.jwks beside it");
            }
        }
        return new TokenOptions(secret.isEmpty() ? null : secret, jwks, algorithms, values.get(JWT_ALLOW_UNLIMITED));
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

    private static List<AccessKeys.Entry> accessKeys(Values values) {
        List<AccessKeys.Entry> entries = new ArrayList<>();
        for (String name : values.namesOf(ACCESS_KEY)) {
            String key = values.get(ACCESS_KEY, name);
            UUID customer = values.get(ACCESS_KEY_CUSTOMER, name);
            Instant expires = values.get(ACCESS_KEY_EXPIRES, name);
            if (key != null && customer != null) {
                entries.add(new AccessKeys.Entry(name, key, customer, expires));
            }
        }
        return entries;
    }

    private static Set<UUID> frozenCustomers(Values values) {
        return values.get(FROZEN_CUSTOMERS).stream()
                .map(UuidText::parsePresent)
                .filter(customer -> customer != null)
                .collect(Collectors.toSet());
    }
}
