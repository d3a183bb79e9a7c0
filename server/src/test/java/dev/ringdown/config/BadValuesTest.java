package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key has values that it does not take, and says so with key, value, what is right, and where it stands. */
class BadValuesTest {
    private record Bad(String key, String value) {}

    private static final List<Bad> BAD = List.of(
            new Bad("server.host", ""),
            new Bad("server.host", "[::1"),
            new Bad("server.port", "-1"),
            new Bad("server.port", "65536"),
            new Bad("server.port", "80.5"),
            new Bad("server.port", "http"),
            new Bad("server.port", ""),
            new Bad("server.port", "99999999999999999999"),
            new Bad("server.paths", "v1.0/ws"),
            new Bad("server.paths", "/v1.0/ws?token=x"),
            new Bad("server.paths", "/v1.0/%77s"),
            new Bad("server.paths", "/v1.0/ws,"),
            new Bad("server.loops", "1025"),
            new Bad("server.alone", "maybe"),
            new Bad("server.drain", "-1s"),
            new Bad("server.drain", "61m"),
            new Bad("server.drain", "soon"),
            new Bad("server.warm-up", "-1s"),
            new Bad("server.warm-up", "61s"),
            new Bad("server.compression", "6"),
            new Bad("server.event-shape", "bare"),
            new Bad("server.event-shape", "Resource"),
            new Bad("server.event-shape", ""),
            new Bad("server.trusted-proxies", "10.0.0.0"),
            new Bad("server.trusted-proxies", "10.0.0.0/33"),
            new Bad("server.trusted-proxies", "10.0.0/8"),
            new Bad("server.trusted-proxies", "fd00::/129"),
            new Bad("server.trusted-proxies", "proxy.example.com/8"),
            new Bad("server.trusted-proxies", "10.0.0.0/8,"),
            new Bad("server.proxy-protocol", "v2"),
            new Bad("server.tls.certificate", "/nowhere/at/all.pem"),
            new Bad("server.tls.key", "/nowhere/at/all.key"),
            new Bad("server.tls.key", "no\u0000name"),
            new Bad("internal.host", " "),
            new Bad("internal.port", "65536"),
            new Bad("console.gateway", "events.example.com"),
            new Bad("console.gateway", "https://events.example.com"),
            new Bad("console.gateway", "wss://"),
            new Bad("console.gateway", "wss://events.example.com/v1.0/ws"),
            new Bad("console.gateway", "wss://a; script-src *"),
            new Bad("admin.requests", "0"),
            new Bad("admin.requests", "10001"),
            new Bad("admin.timeout", "0s"),
            new Bad("admin.timeout", "61s"),
            new Bad("admin.traces", "0"),
            new Bad("admin.traces", "1001"),
            new Bad("admin.revocations", "0"),
            new Bad("admin.revocations", "10001"),
            new Bad("admin.revocation-keep", "59s"),
            new Bad("admin.revocation-keep", "87841h"),
            new Bad("admin.trace-entries", "9"),
            new Bad("admin.trace-entries", "100001"),
            new Bad("admin.trace-idle", "999ms"),
            new Bad("admin.trace-idle", "61m"),
            new Bad("admin.checkpoints", "0"),
            new Bad("admin.checkpoints", "101"),
            new Bad("admin.checkpoint-idle", "999ms"),
            new Bad("admin.checkpoint-idle", "61m"),
            new Bad("source.rabbitmq.uri", "broker.example:5672"),
            new Bad("source.rabbitmq.uri", "http://broker.example"),
            new Bad("source.rabbitmq.uri", "amqp://"),
            new Bad("source.rabbitmq.uri", "amqp://a b@broker.example"),
            new Bad("source.rabbitmq.ca", "/nowhere/at/all.pem"),
            new Bad("source.rabbitmq.ca", "no\u0000name"),
            new Bad("source.rabbitmq.exchange", ""),
            new Bad("source.rabbitmq.exchange", "two words"),
            new Bad("source.rabbitmq.queue", ""),
            new Bad("source.rabbitmq.queue", "q".repeat(128)),
            new Bad("source.rabbitmq.prefetch", "0"),
            new Bad("source.rabbitmq.prefetch", "65536"),
            new Bad("source.rabbitmq.max-length", "0"),
            new Bad("source.rabbitmq.max-length", "1000000001"),
            new Bad("source.rabbitmq.max-dead-letters", "0"),
            new Bad("source.rabbitmq.max-dead-letters", "1000000001"),
            new Bad("source.rabbitmq.chat-wait", "-1ms"),
            new Bad("source.rabbitmq.chat-wait", "11s"),
            new Bad("auth.jwt.secret", "31 bytes, which is one too few."),
            new Bad("auth.jwt.allow-short-secret", "26"),
            new Bad("auth.jwt.allow-unscoped-direct", "perhaps"),
            new Bad("auth.access-keys-lookup.url", "api.voipbin.net/v1.0/customer"),
            new Bad("auth.access-keys-lookup.url", "ftp://api.voipbin.net/"),
            new Bad("auth.access-keys-lookup.url", "https://rita:hunter2@api.voipbin.net/"),
            new Bad("auth.access-keys-lookup.url", "https://api.voipbin.net/#id"),
            new Bad("auth.access-keys-lookup.url", "https:///customer"),
            new Bad("auth.access-keys-lookup.url", "https://a b/"),
            new Bad("auth.access-keys-lookup.customer-at", "id"),
            new Bad("auth.access-keys-lookup.key-in", "header"),
            new Bad("auth.access-keys-lookup.ttl", "999ms"),
            new Bad("auth.access-keys-lookup.refused-ttl", "2h"),
            new Bad("auth.access-keys-lookup.timeout", "31s"),
            new Bad("auth.access-keys-lookup.keys", "0"),
            new Bad("auth.access-keys-lookup.requests", "0"),
            new Bad("auth.access-keys-lookup.per-minute", "0"),
            new Bad("auth.jwt.jwks", "/nowhere/at/all.json"),
            new Bad("auth.jwt.jwks", "no\u0000name"),
            new Bad("auth.jwt.jwks", "ftp://example.com/jwks.json"),
            new Bad("auth.jwt.jwks", "https:///jwks.json"),
            new Bad("auth.jwt.jwks-timeout", "99ms"),
            new Bad("auth.jwt.jwks-bytes", "1023"),
            new Bad("auth.jwt.jwks-hold", "9m"),
            new Bad("auth.jwt.leeway", "301s"),
            new Bad("auth.jwt.algorithms", "none"),
            new Bad("auth.jwt.algorithms", "HS512"),
            new Bad("auth.jwt.allow-unlimited", "perhaps"),
            new Bad("auth.frozen-customers", "acme"),
            new Bad("origins", "desk.example.com"),
            new Bad("origins", "https://desk.example.com/"),
            new Bad("origins", "https://*.example.com/*"),
            new Bad("routing", "chat"),
            new Bad("routing", "[{ types = \"chat*\" }]"),
            new Bad("routing", "[{ types = \"chat*\", resource = \"Chat\", id = [\"id\"] }]"),
            new Bad("routing", "[{ types = \"ch*at\", resource = \"chat\", id = [\"id\"] }]"),
            new Bad("routing", "[{ types = [], resource = \"chat\" }]"),
            new Bad("routing", "[{ resource = \"chat\" }]"),
            new Bad("routing", "[{ types = \"chat*\", id = [\"id\"], moment = true }]"),
            new Bad("routing", "[{ types = \"chat*\", parents = [\"Talk:id\"] }]"),
            new Bad("routing", "[{ types = \"chat*\", parents = [\"talk:id when type\"] }]"),
            new Bad("routing", "[{ types = \"chat*\", moment = true, direct = true }]"),
            new Bad("routing", "[{ types = \"chat*\", parents = [\"talk\"], moment = 7 }]"),
            new Bad("routing", "[{ types = \"chat*\", resource = \"chat\", id = [] }]"),
            new Bad("routing", "[{ types = \"chat*\", resource = \"chat\", id = [\"id\"], more = 1 }]"),
            new Bad("log.store", "cloud"),
            new Bad("log.dir", " "),
            new Bad("log.dir", "no\u0000name"),
            new Bad("log.witness", " "),
            new Bad("log.witness", "no\u0000name"),
            new Bad("log.witness", "data/witness"),
            new Bad("log.sync", "sometimes"),
            new Bad("log.sync-interval", "0s"),
            new Bad("log.min-free", "-1"),
            new Bad("log.read-cache-bytes", "1KiB"),
            new Bad("log.live-resources", "0"),
            new Bad("log.live-bytes", "1KiB"),
            new Bad("log.snapshot-cache-bytes", "1KiB"),
            new Bad("log.terminal-types", "*_*"),
            new Bad("log.retention-age", "999ms"),
            new Bad("log.retention-age", "366d"),
            new Bad("log.retention-share", "0"),
            new Bad("log.retention-bytes", "1KiB"),
            new Bad("log.tail-entries", "1023"),
            new Bad("log.tail-entries", "16777217"),
            new Bad("log.tail-bytes", "1023KiB"),
            new Bad("log.tail-bytes", "1000000EiB"),
            new Bad("log.tail-bytes", "2EiB"),
            new Bad("log.duplicate-window", "8d"),
            new Bad("log.duplicate-events", "-1"),
            new Bad("journal.kafka.servers", "kafka-1"),
            new Bad("journal.kafka.servers", "kafka-1:"),
            new Bad("journal.kafka.servers", "kafka-1:9092;kafka-2:9092"),
            new Bad("journal.kafka.servers", "kafka-1:9092,"),
            new Bad("journal.kafka.topic", ""),
            new Bad("journal.kafka.topic", "ring down"),
            new Bad("journal.kafka.topic", ".."),
            new Bad("journal.kafka.replicas", "0"),
            new Bad("journal.kafka.replicas", "101"),
            new Bad("journal.kafka.min-in-sync", "0"),
            new Bad("journal.kafka.min-in-sync", "101"),
            new Bad("journal.kafka.flush-messages", "-1"),
            new Bad("journal.kafka.flush-messages", "1000001"),
            new Bad("journal.kafka.retention", "59s"),
            new Bad("journal.kafka.retention", "367d"),
            new Bad("journal.kafka.record-bytes", "63KiB"),
            new Bad("journal.kafka.record-bytes", "513MiB"),
            new Bad("journal.kafka.compression", "zstd"),
            new Bad("journal.kafka.security-file", "/nowhere/at/all.properties"),
            new Bad("journal.kafka.security-file", "no\u0000name"),
            new Bad("journal.kafka.start-timeout", "999ms"),
            new Bad("journal.kafka.start-timeout", "61m"),
            new Bad("journal.answer-timeout", "999ms"),
            new Bad("journal.answer-timeout", "61m"),
            new Bad("journal.records-under-way", "0"),
            new Bad("journal.records-under-way", "1001"),
            new Bad("journal.unapplied-bytes", "1023KiB"),
            new Bad("journal.unapplied-bytes", "65GiB"),
            new Bad("journal.late-after", "1999ms"),
            new Bad("journal.late-after", "61m"),
            new Bad("journal.deaf-after", "1999ms"),
            new Bad("journal.deaf-after", "61m"),
            new Bad("journal.digest-interval", "999ms"),
            new Bad("journal.digest-interval", "61m"),
            new Bad("journal.peers", "10.0.0.11:8081"),
            new Bad("journal.peers", "http://10.0.0.11:8081/"),
            new Bad("journal.peers", "http://me@10.0.0.11:8081"),
            new Bad("journal.peers", "http://10.0.0.11:8081,"),
            new Bad("journal.peers", "ws://10.0.0.11:8081"),
            new Bad("journal.peer-key", "fifteen-letters"),
            new Bad("journal.peer-timeout", "999ms"),
            new Bad("journal.peer-timeout", "61m"),
            new Bad("limits.message-bytes", "1023"),
            new Bad("limits.message-bytes", "17MiB"),
            new Bad("limits.topics", "0"),
            new Bad("limits.types", "0"),
            new Bad("limits.heartbeat", "999ms"),
            new Bad("limits.pong-timeout", "0s"),
            new Bad("limits.message-rate", "0"),
            new Bad("limits.message-burst", "0"),
            new Bad("limits.errors-in-a-row", "0"),
            new Bad("limits.connections", "0"),
            new Bad("limits.connections-per-address", "0"),
            new Bad("limits.connections-per-identity", "0"),
            new Bad("limits.connections-per-customer", "0"),
            new Bad("limits.bad-signatures-per-minute", "0"),
            new Bad("limits.handshakes", "0"),
            new Bad("limits.handshakes-per-address", "0"),
            new Bad("limits.connects-per-minute", "0"),
            new Bad("limits.handshake-timeout", "0ms"),
            new Bad("limits.handshake-bytes", "512"),
            new Bad("limits.authentications", "0"),
            new Bad("limits.close-timeout", "0s"),
            new Bad("limits.outbound-bytes", "16383"),
            new Bad("limits.event-bytes", "65MiB"),
            new Bad("limits.batch-bytes", "2GiB"),
            new Bad("limits.batch-events", "0"),
            new Bad("limits.event-topics", "0"),
            new Bad("limits.event-attributes", "15"),
            new Bad("limits.message-members", "15"),
            new Bad("limits.message-topics", "0"),
            new Bad("limits.message-timeout", "0s"),
            new Bad("limits.publish-rate", "-1"),
            new Bad("limits.publish-events-per-customer", "-1"),
            new Bad("limits.publish-bytes-per-customer", "-1"),
            new Bad("limits.daily-events-per-customer", "-1"),
            new Bad("limits.daily-bytes-per-customer", "-1"),
            new Bad("limits.head-timeout", "0ms"),
            new Bad("limits.body-timeout", "2h"),
            new Bad("limits.internal-connections", "0"),
            new Bad("limits.internal-connections-per-address", "0"),
            new Bad("limits.pipelined-requests", "0"),
            new Bad("limits.position-wait", "5001ms"),
            new Bad("limits.stalled", "999ms"),
            new Bad("limits.stream-lines", "0"),
            new Bad("server.hosts", "events.example.com:8080"),
            new Bad("server.hosts", "https://events.example.com"),
            new Bad("internal.hosts", "*.example.com"),
            new Bad("internal.scrape-interval", "2m"),
            new Bad("limits.internal-authentications", "0"),
            new Bad("limits.body-bytes-per-publisher", "1000"),
            new Bad("limits.body-bytes", "1000"),
            new Bad("limits.answer-bytes", "1KiB"),
            new Bad("limits.webhook-bytes-per-webhook", "1000"),
            new Bad("limits.webhook-bytes", "1000"),
            new Bad("limits.message-members", "0"),
            new Bad("limits.event-attributes", "15"),
            new Bad("limits.read-requests", "0"),
            new Bad("limits.read-timeout", "999ms"),
            new Bad("limits.history-entries", "999"),
            new Bad("limits.append-requests", "0"),
            new Bad("limits.append-bytes", "1KiB"),
            new Bad("limits.append-share", "0"),
            new Bad("logging.level", "loud"),
            new Bad("logging.format", "xml"),
            new Bad("logging.lines-per-second", "0"),
            new Bad("logging.access", "everything"),
            new Bad("logging.audit", "1"),
            new Bad("reload.pause", "-1s"),
            new Bad("reload.pause", "61m"));

    @ParameterizedTest
    @MethodSource("bad")
    void aBadValueIsNamedWithWhatIsRight(Bad bad) {
        assertThat(new Reading().set(bad.key + '=' + bad.value).faults())
                .first()
                .asString()
                .startsWith(bad.key + ": " + shown(bad) + " (expected: ")
                .endsWith("), from --set");
    }

    @Test
    void noKeyIsForgottenHere() {
        assertThat(bad())
                .extracting(Bad::key)
                .containsAll(AllKeys.SETTINGS.stream().map(Setting::key).toList());
    }

    @Test
    void whatIsRightIsInTheFault() {
        new Reading().set("limits.topics=0").assertFaults("limits.topics: 0 (expected: 1 to 1000000), from --set");
        new Reading()
                .set("limits.heartbeat=2h")
                .assertFaults("limits.heartbeat: 2h (expected: a duration such as 500ms, 25s, 5m or 24h, 1s to 1h),"
                        + " from --set");
        new Reading()
                .set("limits.message-bytes=1")
                .assertFaults(
                        "limits.message-bytes: 1 (expected: a size such as 64KiB, 1KiB to 16MiB)," + " from --set");
    }

    @Test
    void aLongValueIsCut() {
        new Reading()
                .set("logging.level=" + "x".repeat(200))
                .assertFaults("logging.level: " + "x".repeat(128)
                        + "… (expected: error, warn, info, debug or trace), from --set");
    }

    static Stream<Bad> bad() {
        // Budgets are alike: at least one of each, or nothing could be done.
        Stream<Bad> budgets = BudgetsSection.KEYS.settings().stream().map(key -> new Bad(key.key(), "0"));
        return Stream.concat(BAD.stream(), budgets);
    }

    private static String shown(Bad bad) {
        return AllKeys.isSecret(bad.key) ? "…" : bad.value;
    }
}
