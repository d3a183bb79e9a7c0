package dev.ringdown.config;

import static dev.ringdown.config.Setting.bytes;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.number;
import static dev.ringdown.config.Setting.secret;
import static dev.ringdown.config.Setting.text;
import static dev.ringdown.config.Setting.texts;
import static dev.ringdown.config.Setting.yesOrNo;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.topic.UuidText;
import dev.ringdown.transport.ClientAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every key of the configuration that stands for itself; keys under a name of the operator's choosing are in {@link
 * NamedKeys}, and {@code routing} in {@link RoutingRules}. The reference in {@code docs/configuration.md} is written
 * from this list.
 */
final class Settings {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final long EIB = 1L << 60;
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    static final Setting<String> SERVER_HOST = text(
            "server.host", "0.0.0.0", "Address of the public port.", "an address of this machine", Settings::isHost);
    static final Setting<Integer> SERVER_PORT =
            number("server.port", 8080, 0, 65535, "The public port; 0 takes a free one.");
    static final Setting<Integer> SERVER_LOOPS =
            number("server.loops", 0, 0, 1024, "Event loops that serve sessions; 0: one for each processor.");
    static final Setting<Duration> SERVER_DRAIN = duration(
            "server.drain",
            "10s",
            Duration.ZERO,
            HOUR,
            "How long sessions have to go elsewhere when the process is told to end; 0s closes them at once.");
    static final Setting<Duration> SERVER_WARM_UP = duration(
            "server.warm-up",
            "2s",
            Duration.ZERO,
            Duration.ofMinutes(1),
            "How long the JVM compiles the way of an event before /readyz says yes; 0s: not at all.");
    static final Setting<Boolean> SERVER_COMPRESSION = yesOrNo(
            "server.compression",
            true,
            "Whether events are compressed for clients that offer permessage-deflate; each event once, for all of them.");
    static final Setting<List<String>> SERVER_TRUSTED_PROXIES = texts(
            "server.trusted-proxies",
            "[]",
            "Networks whose X-Forwarded-For is believed, such as 10.0.0.0/8.",
            "a list of networks such as 10.0.0.0/8",
            Settings::isNetwork);
    static final Setting<String> TLS_CERTIFICATE = text(
            "server.tls.certificate",
            "",
            "PEM file of the certificate chain; with server.tls.key it makes the public port wss.",
            "a file",
            any -> true);
    static final Setting<String> TLS_KEY =
            text("server.tls.key", "", "PEM file (PKCS#8) of the certificate's private key.", "a file", any -> true);
    static final Setting<String> INTERNAL_HOST = text(
            "internal.host",
            "127.0.0.1",
            "Address of the internal port: publishing, health, metrics.",
            "an address of this machine",
            Settings::isHost);
    static final Setting<Integer> INTERNAL_PORT =
            number("internal.port", 8081, 0, 65535, "The internal port; 0 takes a free one.");

    static final Setting<String> CONSOLE_GATEWAY = text(
            "console.gateway",
            "",
            "Where the console's page reaches the public port, such as wss://events.example.com; empty: at its port, on the"
                    + " host that the page is from.",
            "empty, or ws:// or wss:// with a host and maybe a port",
            value -> value.matches("(wss?://[A-Za-z0-9.\\-\\[\\]:]+)?"));

    static final Setting<Integer> ADMIN_REQUESTS =
            number("admin.requests", 64, 1, 10_000, "Requests of operators that may wait for the sessions (503).");
    static final Setting<Duration> ADMIN_TIMEOUT = duration(
            "admin.timeout",
            "5s",
            MILLISECOND,
            Duration.ofMinutes(1),
            "How long the event loops may take to answer a request of an operator (503).");
    static final Setting<Integer> ADMIN_TRACES =
            number("admin.traces", 16, 1, 1000, "Sessions that may be traced at a time (429).");
    static final Setting<Integer> ADMIN_TRACE_ENTRIES = number(
            "admin.trace-entries",
            1000,
            10,
            100_000,
            "Entries that the trace of a session holds; older ones are lost, and counted.");
    static final Setting<Duration> ADMIN_TRACE_IDLE = duration(
            "admin.trace-idle",
            "60s",
            Duration.ofSeconds(1),
            HOUR,
            "How long a session is traced after somebody has asked for its trace.");

    static final Setting<String> JWT_SECRET = secret(
            "auth.jwt.secret",
            "Shared secret of HS256 tokens; empty: none are accepted.",
            "empty, or at least 32 bytes (RFC 7518 section 3.2)",
            value -> value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length >= 32);
    static final Setting<String> JWT_JWKS = text(
            "auth.jwt.jwks",
            "",
            "Key set (RFC 7517) of RS256 and ES256 tokens: a file, read at start, or an http(s) address, fetched and"
                    + " cached; empty: none are accepted.",
            "a file or an http(s) address",
            any -> true);
    static final Setting<List<String>> JWT_ALGORITHMS = texts(
            "auth.jwt.algorithms",
            "[]",
            "Algorithms that are accepted; empty: HS256 if there is a secret, RS256 and ES256 if there is a key set.",
            "a list of HS256, RS256, ES256",
            Set.of("HS256", "RS256", "ES256")::contains);
    static final Setting<Boolean> JWT_ALLOW_UNLIMITED =
            yesOrNo("auth.jwt.allow-unlimited", false, "Whether a token with neither expire nor exp is accepted.");
    static final Setting<List<String>> FROZEN_CUSTOMERS = texts(
            "auth.frozen-customers",
            "[]",
            "Customers of whom nobody is admitted.",
            "a list of UUIDs",
            value -> UuidText.parse(value) != null);

    static final Setting<List<String>> ORIGINS = texts(
            "origins",
            "[\"*\"]",
            "Origins of web pages that may connect, such as https://desk.example.com; * allows every page. Programs"
                    + " send no Origin and are not meant.",
            "a list of origins such as https://desk.example.com, or *",
            value -> value.equals("*") || value.matches("[a-z][a-z0-9+.-]*://[^/\\s]+"));

    static final Setting<String> LOG_STORE = text(
            "log.store",
            "embedded",
            "Where the log is kept: embedded is a RocksDB in log.dir, memory is gone with the process.",
            "embedded or memory",
            Set.of("embedded", "memory")::contains);
    static final Setting<String> LOG_DIR = text(
            "log.dir", "data", "Folder of the embedded log; made if it is missing.", "a folder", dir -> !dir.isBlank());
    static final Setting<String> LOG_SYNC = text(
            "log.sync",
            "interval",
            "When an event is on the disk, not only with the operating system: always before it is acknowledged,"
                    + " within log.sync-interval, or never before the system likes. Only a machine that goes down makes"
                    + " a difference.",
            "always, interval or never",
            Set.of("always", "interval", "never")::contains);
    static final Setting<Duration> LOG_SYNC_INTERVAL = duration(
            "log.sync-interval", "1s", MILLISECOND, HOUR, "How often the log is synced with log.sync=interval.");
    static final Setting<Long> LOG_MIN_FREE =
            bytes("log.min-free", "256MiB", 0, EIB, "Free space of the disk below which no events are taken (503).");
    static final Setting<Long> LOG_READ_CACHE_BYTES = bytes(
            "log.read-cache-bytes",
            "64MiB",
            MIB,
            EIB,
            "Memory for entries read from the disk, shared by sessions that catch up.");
    static final Setting<Integer> LOG_LIVE_RESOURCES = number(
            "log.live-resources",
            10_000,
            1,
            10_000_000,
            "Resources of one customer whose latest event is kept for snapshots; beyond it the quietest is forgotten.");
    static final Setting<List<String>> LOG_TERMINAL_TYPES = texts(
            "log.terminal-types",
            TerminalTypes.DEFAULT.stream().map(type -> '"' + type + '"').collect(Collectors.joining(", ", "[", "]")),
            "Event types after which a resource is not alive any more and leaves the snapshot.",
            "a list of event types, with one * at the beginning or end",
            type -> type.matches("\\*?[A-Za-z0-9._-]{1,128}|[A-Za-z0-9._-]{1,128}\\*"));
    static final Setting<Duration> LOG_RETENTION_AGE = duration(
            "log.retention-age",
            "24h",
            Duration.ofSeconds(1),
            Duration.ofDays(365),
            "Events are forgotten when they are older.");
    static final Setting<Long> LOG_RETENTION_BYTES = bytes(
            "log.retention-bytes", "2GiB", MIB, EIB, "The oldest events are forgotten when all together are larger.");
    static final Setting<Integer> LOG_TAIL_ENTRIES = number(
            "log.tail-entries",
            65536,
            1024,
            16_777_216,
            "Newest events held for live delivery; rounded up to a power of two.");
    static final Setting<Long> LOG_TAIL_BYTES =
            bytes("log.tail-bytes", "64MiB", MIB, EIB, "Memory that the newest events may take.");
    static final Setting<Duration> LOG_DUPLICATE_WINDOW = duration(
            "log.duplicate-window",
            "5m",
            Duration.ZERO,
            Duration.ofDays(7),
            "How long an event's source and id are remembered, so that it may be published again safely.");
    static final Setting<Integer> LOG_DUPLICATE_EVENTS = number(
            "log.duplicate-events",
            1_000_000,
            0,
            100_000_000,
            "How many sources and ids are remembered at most; the oldest are forgotten first.");

    static final Setting<Long> MESSAGE_BYTES =
            bytes("limits.message-bytes", "64KiB", KIB, 16 * MIB, "Largest message of a client (close code 1009).");
    static final Setting<Integer> TOPICS =
            number("limits.topics", 1000, 1, 1_000_000, "Topics of one session (toomanytopics).");
    static final Setting<Integer> TYPES =
            number("limits.types", 100, 1, 10_000, "Patterns in types of one subscribe message.");
    static final Setting<Duration> HEARTBEAT = duration(
            "limits.heartbeat",
            "25s",
            Duration.ofSeconds(1),
            HOUR,
            "How often a session is pinged and, with ringdown.v1, sent a heartbeat.");
    static final Setting<Duration> PONG_TIMEOUT = duration(
            "limits.pong-timeout",
            "20s",
            Duration.ofSeconds(1),
            HOUR,
            "How long a peer may take to answer a ping (close code 4408).");
    static final Setting<Duration> STALLED = duration(
            "limits.stalled",
            "60s",
            Duration.ofSeconds(1),
            HOUR,
            "How long a peer may take nothing at all of what waits for it (close code 1013).");
    static final Setting<Integer> MESSAGE_RATE = number(
            "limits.message-rate", 50, 1, 1_000_000, "Messages a second of one client, in the long run (ratelimited).");
    static final Setting<Integer> MESSAGE_BURST =
            number("limits.message-burst", 200, 1, 1_000_000, "Messages that one client may send at once.");
    static final Setting<Integer> ERRORS_IN_A_ROW = number(
            "limits.errors-in-a-row",
            10,
            1,
            1_000_000,
            "Messages refused one after the other at which a session is closed (1008, or 4429 if they came too fast).");
    static final Setting<Integer> CONNECTIONS =
            number("limits.connections", 100_000, 1, 10_000_000, "Sessions of this node (503).");
    static final Setting<Integer> CONNECTIONS_PER_ADDRESS =
            number("limits.connections-per-address", 10_000, 1, 10_000_000, "Sessions of one client address (429).");
    static final Setting<Integer> CONNECTIONS_PER_IDENTITY = number(
            "limits.connections-per-identity",
            1_000,
            1,
            10_000_000,
            "Sessions of one agent, access key or direct token (429).");
    static final Setting<Integer> CONNECTIONS_PER_CUSTOMER =
            number("limits.connections-per-customer", 20_000, 1, 10_000_000, "Sessions of one customer (429).");
    static final Setting<Integer> HANDSHAKES = number(
            "limits.handshakes", 10_000, 1, 10_000_000, "Connections that have not been upgraded; more are cut off.");
    static final Setting<Duration> HANDSHAKE_TIMEOUT = duration(
            "limits.handshake-timeout",
            "10s",
            MILLISECOND,
            HOUR,
            "How long a connection may take to ask for its upgrade before it is cut off.");
    static final Setting<Long> HANDSHAKE_BYTES = bytes(
            "limits.handshake-bytes",
            "16KiB",
            KIB,
            MIB,
            "Largest request line, and largest header block, of a handshake (400).");
    static final Setting<Integer> AUTHENTICATIONS =
            number("limits.authentications", 10_000, 1, 1_000_000, "Credentials that may wait to be verified (503).");
    static final Setting<Duration> CLOSE_TIMEOUT = duration(
            "limits.close-timeout",
            "5s",
            MILLISECOND,
            HOUR,
            "How long a closing connection may take to send what it has and to hear the peer's close.");
    static final Setting<Long> OUTBOUND_BYTES = bytes(
            "limits.outbound-bytes",
            "128KiB",
            16 * KIB,
            1024L * MIB,
            "What waits in memory for a socket that does not drain, at which its session leaves live delivery and is"
                    + " brought up from the log later.");
    static final Setting<Long> EVENT_BYTES =
            bytes("limits.event-bytes", "256KiB", KIB, 64 * MIB, "Largest event of a publisher (413).");
    static final Setting<Long> BATCH_BYTES =
            bytes("limits.batch-bytes", "16MiB", KIB, 1024L * MIB, "Largest body of a publish request (413).");
    static final Setting<Integer> BATCH_EVENTS =
            number("limits.batch-events", 10_000, 1, 1_000_000, "Most events of a batch (413).");
    static final Setting<Integer> PUBLISH_RATE = number(
            "limits.publish-rate",
            0,
            0,
            10_000_000,
            "Events a second of one publisher, in the long run (429); 0: no limit.");
    static final Setting<Integer> PIPELINED_REQUESTS = number(
            "limits.pipelined-requests",
            256,
            1,
            100_000,
            "Requests under way on one internal connection, at which nothing more is read from it.");
    static final Setting<Integer> STREAM_LINES = number(
            "limits.stream-lines",
            4096,
            1,
            1_000_000,
            "Unanswered lines of one NDJSON stream, at which nothing more is read from it.");
    static final Setting<Integer> READ_REQUESTS = number(
            "limits.read-requests",
            10_000,
            1,
            1_000_000,
            "Reads of the log that may wait for the disk; a subscribe message beyond it is unavailable.");
    static final Setting<Integer> APPEND_REQUESTS =
            number("limits.append-requests", 10_000, 1, 1_000_000, "Appends that may wait for the log (503).");
    static final Setting<Long> APPEND_BYTES =
            bytes("limits.append-bytes", "64MiB", MIB, 64L * 1024 * MIB, "Bytes that may wait for the log (503).");

    static final Setting<String> LOGGING_LEVEL = text(
            "logging.level",
            "info",
            "What is logged.",
            "error, warn, info, debug or trace",
            Set.of("error", "warn", "info", "debug", "trace")::contains);
    static final Setting<String> LOGGING_FORMAT =
            text("logging.format", "text", "How it is logged.", "text or json", Set.of("text", "json")::contains);

    /** All of them, in the order of the reference. */
    static final List<Setting<?>> ALL = List.of(
            SERVER_HOST,
            SERVER_PORT,
            SERVER_LOOPS,
            SERVER_DRAIN,
            SERVER_WARM_UP,
            SERVER_COMPRESSION,
            SERVER_TRUSTED_PROXIES,
            TLS_CERTIFICATE,
            TLS_KEY,
            INTERNAL_HOST,
            INTERNAL_PORT,
            CONSOLE_GATEWAY,
            ADMIN_REQUESTS,
            ADMIN_TIMEOUT,
            ADMIN_TRACES,
            ADMIN_TRACE_ENTRIES,
            ADMIN_TRACE_IDLE,
            JWT_SECRET,
            JWT_JWKS,
            JWT_ALGORITHMS,
            JWT_ALLOW_UNLIMITED,
            FROZEN_CUSTOMERS,
            ORIGINS,
            LOG_STORE,
            LOG_DIR,
            LOG_SYNC,
            LOG_SYNC_INTERVAL,
            LOG_MIN_FREE,
            LOG_READ_CACHE_BYTES,
            LOG_LIVE_RESOURCES,
            LOG_TERMINAL_TYPES,
            LOG_RETENTION_AGE,
            LOG_RETENTION_BYTES,
            LOG_TAIL_ENTRIES,
            LOG_TAIL_BYTES,
            LOG_DUPLICATE_WINDOW,
            LOG_DUPLICATE_EVENTS,
            MESSAGE_BYTES,
            TOPICS,
            TYPES,
            HEARTBEAT,
            PONG_TIMEOUT,
            STALLED,
            MESSAGE_RATE,
            MESSAGE_BURST,
            ERRORS_IN_A_ROW,
            CONNECTIONS,
            CONNECTIONS_PER_ADDRESS,
            CONNECTIONS_PER_IDENTITY,
            CONNECTIONS_PER_CUSTOMER,
            HANDSHAKES,
            HANDSHAKE_TIMEOUT,
            HANDSHAKE_BYTES,
            AUTHENTICATIONS,
            CLOSE_TIMEOUT,
            OUTBOUND_BYTES,
            EVENT_BYTES,
            BATCH_BYTES,
            BATCH_EVENTS,
            PUBLISH_RATE,
            PIPELINED_REQUESTS,
            STREAM_LINES,
            READ_REQUESTS,
            APPEND_REQUESTS,
            APPEND_BYTES,
            LOGGING_LEVEL,
            LOGGING_FORMAT);

    private Settings() {}

    private static boolean isHost(String host) {
        try {
            return !host.isBlank() && InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The pattern first, since a name would be looked up. */
    private static boolean isNetwork(String text) {
        if (!text.matches("(\\d{1,3}\\.){3}\\d{1,3}/\\d+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/\\d+")) {
            return false;
        }
        try {
            return new ClientAddress(List.of(text)) != null;
        } catch (IllegalArgumentException e) {
            return false; // no such address, or its prefix is too long
        }
    }
}
