package dev.ringdown.config;

import dev.ringdown.auth.TokenOptions;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.embedded.SyncPolicy;
import dev.ringdown.publish.PublishOptions;
import dev.ringdown.session.SessionOptions;
import dev.ringdown.topic.UuidText;
import dev.ringdown.transport.HandshakeOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the values of the keys into the tree of records, and finds values that do not go together. Used once. */
final class ConfigTree {
    private final ConfigReader reader;

    ConfigTree(ConfigReader reader) {
        this.reader = reader;
    }

    RingdownConfig build() {
        return new RingdownConfig(
                server(),
                new RingdownConfig.Internal(get(Settings.INTERNAL_HOST), get(Settings.INTERNAL_PORT)),
                new RingdownConfig.Auth(tokens(), reader.accessKeys(), frozenCustomers()),
                reader.keys(NamedKeys.PUBLISH_KEYS),
                admin(),
                console(),
                get(Settings.ORIGINS),
                get(RoutingRules.ROUTING),
                log(),
                limits(),
                new RingdownConfig.Logging(get(Settings.LOGGING_LEVEL), get(Settings.LOGGING_FORMAT)));
    }

    private <T> T get(Setting<T> setting) {
        return reader.get(setting);
    }

    private int intBytes(Setting<Long> setting) {
        return Math.toIntExact(get(setting));
    }

    private RingdownConfig.Admin admin() {
        return new RingdownConfig.Admin(
                reader.keys(NamedKeys.ADMIN_KEYS),
                get(Settings.ADMIN_REQUESTS),
                get(Settings.ADMIN_TIMEOUT),
                get(Settings.ADMIN_TRACES),
                get(Settings.ADMIN_TRACE_ENTRIES),
                get(Settings.ADMIN_TRACE_IDLE));
    }

    private RingdownConfig.Console console() {
        String gateway = get(Settings.CONSOLE_GATEWAY);
        return new RingdownConfig.Console(gateway.isEmpty() ? null : gateway);
    }

    private RingdownConfig.Server server() {
        return new RingdownConfig.Server(
                get(Settings.SERVER_HOST),
                get(Settings.SERVER_PORT),
                get(Settings.SERVER_LOOPS),
                get(Settings.SERVER_DRAIN),
                get(Settings.SERVER_WARM_UP),
                get(Settings.SERVER_TRUSTED_PROXIES),
                tls());
    }

    private RingdownConfig.@Nullable Tls tls() {
        String certificate = readableFile(Settings.TLS_CERTIFICATE);
        String key = readableFile(Settings.TLS_KEY);
        if (certificate.isEmpty() != key.isEmpty()) {
            Setting<String> missing = certificate.isEmpty() ? Settings.TLS_CERTIFICATE : Settings.TLS_KEY;
            reader.fault(missing.key(), "empty", "a file, since the other of certificate and key is set");
        }
        return certificate.isEmpty() || key.isEmpty() ? null : new RingdownConfig.Tls(certificate, key);
    }

    private String readableFile(Setting<String> setting) {
        String file = get(setting);
        if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            reader.fault(setting.key(), file, "a file that can be read");
        }
        return file;
    }

    private TokenOptions tokens() {
        String secret = get(Settings.JWT_SECRET);
        URI jwks = jwks();
        Set<String> algorithms = new HashSet<>(get(Settings.JWT_ALGORITHMS));
        if (algorithms.isEmpty()) {
            if (!secret.isEmpty()) {
                algorithms.add("HS256");
            }
            if (jwks != null) {
                algorithms.addAll(Set.of("RS256", "ES256"));
            }
        }
        if (algorithms.contains("HS256") && secret.isEmpty()) {
            reader.fault(Settings.JWT_ALGORITHMS.key(), "HS256", "auth.jwt.secret beside it");
        }
        for (String algorithm : List.of("ES256", "RS256")) {
            if (algorithms.contains(algorithm) && jwks == null) {
                reader.fault(Settings.JWT_ALGORITHMS.key(), algorithm, "auth.jwt.jwks beside it");
            }
        }
        return new TokenOptions(secret.isEmpty() ? null : secret, jwks, algorithms, get(Settings.JWT_ALLOW_UNLIMITED));
    }

    private @Nullable URI jwks() {
        String text = get(Settings.JWT_JWKS);
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
            reader.fault(Settings.JWT_JWKS.key(), text, "a file that can be read, or an http(s) address");
        }
        return file.toUri();
    }

    private Set<UUID> frozenCustomers() {
        return get(Settings.FROZEN_CUSTOMERS).stream()
                .map(UuidText::parsePresent)
                .filter(customer -> customer != null)
                .collect(Collectors.toSet());
    }

    private RingdownConfig.Log log() {
        int entries = get(Settings.LOG_TAIL_ENTRIES);
        int powerOfTwo = Integer.highestOneBit(entries) == entries ? entries : Integer.highestOneBit(entries) << 1;
        return new RingdownConfig.Log(
                get(Settings.LOG_RETENTION_AGE),
                get(Settings.LOG_RETENTION_BYTES),
                get(Settings.LOG_TERMINAL_TYPES),
                get(Settings.LOG_LIVE_RESOURCES),
                get(Settings.LOG_READ_CACHE_BYTES),
                new LogOptions(
                        powerOfTwo,
                        get(Settings.LOG_TAIL_BYTES),
                        get(Settings.APPEND_REQUESTS),
                        get(Settings.APPEND_BYTES),
                        1024,
                        get(Settings.LOG_DUPLICATE_WINDOW),
                        get(Settings.LOG_DUPLICATE_EVENTS)),
                get(Settings.LOG_STORE).equals("embedded") ? embedded() : null);
    }

    private RingdownConfig.Embedded embedded() {
        return new RingdownConfig.Embedded(
                Path.of(get(Settings.LOG_DIR)),
                SyncPolicy.valueOf(get(Settings.LOG_SYNC).toUpperCase(Locale.ROOT)),
                get(Settings.LOG_SYNC_INTERVAL),
                get(Settings.LOG_MIN_FREE));
    }

    private RingdownConfig.Limits limits() {
        return new RingdownConfig.Limits(
                new SessionOptions(
                        intBytes(Settings.MESSAGE_BYTES),
                        get(Settings.TOPICS),
                        get(Settings.TYPES),
                        get(Settings.HEARTBEAT),
                        get(Settings.PONG_TIMEOUT),
                        get(Settings.STALLED),
                        get(Settings.MESSAGE_RATE),
                        get(Settings.MESSAGE_BURST),
                        get(Settings.ERRORS_IN_A_ROW),
                        get(Settings.LOG_RETENTION_AGE)),
                new HandshakeOptions(
                        intBytes(Settings.HANDSHAKE_BYTES),
                        intBytes(Settings.MESSAGE_BYTES),
                        get(Settings.HANDSHAKE_TIMEOUT),
                        get(Settings.CLOSE_TIMEOUT),
                        intBytes(Settings.OUTBOUND_BYTES),
                        get(Settings.HANDSHAKES),
                        get(Settings.SERVER_COMPRESSION)),
                new ConnectionLimits.Maxima(
                        get(Settings.CONNECTIONS),
                        get(Settings.CONNECTIONS_PER_ADDRESS),
                        get(Settings.CONNECTIONS_PER_IDENTITY),
                        get(Settings.CONNECTIONS_PER_CUSTOMER)),
                new PublishOptions(
                        intBytes(Settings.EVENT_BYTES), get(Settings.BATCH_EVENTS), get(Settings.PUBLISH_RATE)),
                get(Settings.AUTHENTICATIONS),
                get(Settings.READ_REQUESTS),
                intBytes(Settings.BATCH_BYTES),
                get(Settings.PIPELINED_REQUESTS),
                get(Settings.STREAM_LINES));
    }
}
