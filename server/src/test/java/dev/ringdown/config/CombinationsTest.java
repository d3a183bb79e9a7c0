package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.KeySetOptions;
import dev.ringdown.auth.LookupOptions;
import dev.ringdown.journal.kafka.Compression;
import dev.ringdown.journal.kafka.KafkaOptions;
import dev.ringdown.journal.kafka.TopicOptions;
import dev.ringdown.replica.WatchOptions;
import dev.ringdown.source.rabbitmq.RabbitmqOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are good alone and must go together. */
class CombinationsTest {
    private static final String SECRET = "auth.jwt.secret=hunter2-and-then-some-more-hunter2";

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("some.pem"), "");
    }

    @Test
    void tlsNeedsBothOfItsFiles() {
        new Reading()
                .set("server.tls.certificate=" + file)
                .assertFaults("server.tls.key: empty (expected: a file, since the other of certificate and key is"
                        + " set), from the default");
        new Reading()
                .set("server.tls.key=" + file)
                .assertFaults("server.tls.certificate: empty (expected: a file, since the other of certificate and key"
                        + " is set), from the default");
    }

    @Test
    void tlsIsThereIfItsFilesAre() {
        assertThat(new Reading()
                        .set("server.tls.certificate=" + file)
                        .set("server.tls.key=" + file)
                        .tree()
                        .server()
                        .tls())
                .isEqualTo(new ServerSection.Tls(file.toString(), file.toString()));
        assertThat(new Reading().tree().server().tls()).isNull();
    }

    @Test
    void theProxyProtocolNeedsAProxy() {
        new Reading()
                .set("server.proxy-protocol=true")
                .assertFaults(
                        "server.proxy-protocol: true (expected: a network in server.trusted-proxies), from --set");
    }

    /** A redelivery may come after any time, so the log must know what came last. */
    @Test
    void withAQueueTheLogKnowsItsNewestEventsWhateverTheirAge() {
        Reading queue =
                new Reading().set("source.rabbitmq.uri=amqp://broker.example").set("source.rabbitmq.prefetch=7");

        assertThat(queue.tree().log().options().agelessEvents()).isEqualTo(20 * 7);
        assertThat(new Reading().tree().log().options().agelessEvents()).isZero();
    }

    @Test
    void thereIsAQueueIfTheBrokerIsNamed() {
        RingdownConfig config = new Reading()
                .set("source.rabbitmq.uri=amqps://a:b@broker.example:5671/calls")
                .tree();

        assertThat(config.rabbitmq().options())
                .isEqualTo(new RabbitmqOptions(
                        "amqps://a:b@broker.example:5671/calls",
                        null,
                        "bin-manager.webhook-manager.event.topic",
                        "ringdown",
                        500,
                        1_000_000,
                        10_000,
                        Duration.ofMillis(50)));
        assertThat(new Reading().tree().rabbitmq().options()).isNull();
    }

    @Test
    void theLargestEventFitsIntoWhatWebhooksMayTake() {
        new Reading()
                .set("limits.event-bytes=2MiB")
                .set("limits.webhook-bytes=1MiB")
                .assertFaults(
                        "limits.webhook-bytes: 1048576 bytes (expected: at least limits.event-bytes), from --set");
        assertThat(new Reading()
                        .set("limits.event-bytes=1MiB")
                        .set("limits.webhook-bytes=1MiB")
                        .tree()
                        .limits()
                        .internal()
                        .webhookBodies()
                        .maxOfAll())
                .isEqualTo(1 << 20);
    }

    @Test
    void theLargestBodyFitsIntoWhatIsUnderWay() {
        new Reading()
                .set("limits.batch-bytes=2MiB")
                .set("limits.body-bytes-per-publisher=1MiB")
                .set("limits.body-bytes=1MiB")
                .assertFaults(
                        "limits.body-bytes-per-publisher: 1048576 bytes (expected: at least limits.batch-bytes), from"
                                + " --set",
                        "limits.body-bytes: 1048576 bytes (expected: at least limits.batch-bytes), from --set");
        new Reading()
                .set("limits.event-bytes=2MiB")
                .set("limits.webhook-bytes-per-webhook=1MiB")
                .assertFaults("limits.webhook-bytes-per-webhook: 1048576 bytes (expected: at least limits.event-bytes),"
                        + " from --set");
    }

    @Test
    void theAlgorithmsFollowFromWhatThereIs() {
        assertThat(new Reading().set(SECRET).tree().auth().tokens().algorithms())
                .containsExactly("HS256");
        assertThat(new Reading()
                        .set("auth.jwt.jwks=" + file)
                        .tree()
                        .auth()
                        .tokens()
                        .algorithms())
                .containsExactlyInAnyOrder("RS256", "ES256");
        assertThat(new Reading()
                        .set(SECRET)
                        .set("auth.jwt.jwks=" + file)
                        .tree()
                        .auth()
                        .tokens()
                        .algorithms())
                .containsExactlyInAnyOrder("HS256", "RS256", "ES256");
    }

    @Test
    void theAlgorithmsMayBeFewer() {
        assertThat(new Reading()
                        .set(SECRET)
                        .set("auth.jwt.jwks=" + file)
                        .set("auth.jwt.algorithms=ES256")
                        .tree()
                        .auth()
                        .tokens()
                        .algorithms())
                .containsExactly("ES256");
    }

    /** The secret of VoIPBin's template has 26 bytes. */
    @Test
    void aShortSecretMustBeAllowed() {
        String shortSecret = "auth.jwt.secret=26-bytes-as-VoIPBin-has-it";

        new Reading()
                .set(shortSecret)
                .assertFaults("auth.jwt.secret: … (expected: empty, or at least 32 bytes (RFC 7518 section 3.2); fewer"
                        + " only with auth.jwt.allow-short-secret), from --set");
        assertThat(new Reading()
                        .set(shortSecret)
                        .set("auth.jwt.allow-short-secret=true")
                        .tree()
                        .auth()
                        .tokens()
                        .algorithms())
                .containsExactly("HS256");
    }

    @Test
    void unscopedDirectTokensMustBeAllowed() {
        assertThat(new Reading().tree().auth().tokens().unscoped()).isFalse();
        assertThat(new Reading()
                        .set("auth.jwt.allow-unscoped-direct=true")
                        .tree()
                        .auth()
                        .tokens()
                        .unscoped())
                .isTrue();
    }

    @Test
    void keysAreLookedUpIfThereIsAnAddress() {
        assertThat(new Reading().tree().auth().lookup()).isNull();
        assertThat(new Reading()
                        .set("auth.access-keys-lookup.url=https://api.voipbin.net/v1.0/customer")
                        .tree()
                        .auth()
                        .lookup())
                .isEqualTo(new LookupOptions(
                        URI.create("https://api.voipbin.net/v1.0/customer"),
                        "/id",
                        false,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        10_000,
                        64,
                        60));
    }

    @Test
    void aRefusalHoldsNoLongerThanTheContrary() {
        new Reading()
                .set("auth.access-keys-lookup.ttl=5s")
                .set("auth.access-keys-lookup.refused-ttl=6s")
                .assertFaults("auth.access-keys-lookup.refused-ttl: 6s (expected: not longer than"
                        + " auth.access-keys-lookup.ttl), from --set");
    }

    /** The name is a word of the other section, and its variable must not be taken for that. */
    @Test
    void anAccessKeyMayBeCalledLookup() {
        assertThat(new Reading()
                        .variable("RINGDOWN_AUTH_ACCESS_KEYS_LOOKUP_KEY", "key-of-the-crm-1")
                        .variable("RINGDOWN_AUTH_ACCESS_KEYS_LOOKUP_CUSTOMER", "5013bc52-da9a-11ee-844f-2fa34248de28")
                        .tree()
                        .auth()
                        .accessKeys())
                .singleElement()
                .extracting(AccessKeys.Entry::name)
                .isEqualTo("lookup");
    }

    @Test
    void anAlgorithmNeedsItsKeys() {
        new Reading()
                .set("auth.jwt.algorithms=HS256, RS256")
                .assertFaults(
                        "auth.jwt.algorithms: HS256 (expected: auth.jwt.secret beside it), from --set",
                        "auth.jwt.algorithms: RS256 (expected: auth.jwt.jwks beside it), from --set");
    }

    @Test
    void aKeySetIsAFileOrAnAddress() {
        assertThat(new Reading()
                        .set("auth.jwt.jwks=https://id.example.com/jwks.json")
                        .tree()
                        .auth()
                        .tokens()
                        .jwks())
                .isEqualTo(new KeySetOptions(
                        URI.create("https://id.example.com/jwks.json"),
                        Duration.ofSeconds(5),
                        1024 * 1024,
                        Duration.ofHours(24)));
        assertThat(new Reading()
                        .set("auth.jwt.jwks=" + file)
                        .tree()
                        .auth()
                        .tokens()
                        .jwks())
                .extracting(KeySetOptions::location)
                .isEqualTo(file.toUri());
    }

    /** The zero UUID is VoIPBin's "none", and nobody's customer. */
    @Test
    void frozenCustomersAreUuids() {
        assertThat(new Reading()
                        .set("auth.frozen-customers=5013BC52-DA9A-11EE-844F-2FA34248DE28,"
                                + "00000000-0000-0000-0000-000000000000")
                        .tree()
                        .auth()
                        .frozenCustomers())
                .containsExactly(UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de28"));
    }

    @Test
    void withoutBrokersANodeIsAlone() {
        assertThat(new Reading()
                        .set("journal.kafka.replicas=1")
                        .tree()
                        .journal()
                        .kafka())
                .isNull();
    }

    @Test
    void aJournalIsWhatItsKeysSay() {
        KafkaOptions kafka = new Reading()
                .set("journal.kafka.servers=kafka-1:9092,kafka-2:9092")
                .set("journal.kafka.compression=lz4")
                .set("journal.kafka.security-file=" + file)
                .tree()
                .journal()
                .kafka();

        assertThat(kafka)
                .isEqualTo(new KafkaOptions(
                        "kafka-1:9092,kafka-2:9092",
                        new TopicOptions("ringdown", 3, 2, 0, Duration.ofHours(25), 32 * 1024 * 1024),
                        Compression.LZ4,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        file));
    }

    @Test
    void aNodeIsLateBeforeItIsDeaf() {
        Reading journal = new Reading().set("journal.kafka.servers=kafka-1:9092");

        assertThat(journal.set("journal.late-after=20s")
                        .tree()
                        .journal()
                        .replica()
                        .watch())
                .isEqualTo(new WatchOptions(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30)));
        journal.set("journal.late-after=21s")
                .assertFaults("journal.deaf-after: PT20S (expected: at least journal.late-after), from the default");
    }

    @Test
    void aJournalKeepsMoreThanTheLogAndTheLogMoreThanTheDuplicateWindow() {
        Reading journal = new Reading().set("journal.kafka.servers=kafka-1:9092");

        assertThat(journal.set("log.retention-age=1440m").tree().journal().kafka())
                .isNotNull();
        journal.set("log.retention-age=1441m")
                .assertFaults("journal.kafka.retention: PT25H (expected: at least an hour more than log.retention-age),"
                        + " from the default");
        journal.set("log.retention-age=1m")
                .assertFaults("log.retention-age: PT1M (expected: at least log.duplicate-window, since a node that was"
                        + " restarted knows no other names), from --set");
    }

    @Test
    void noMoreBrokersMustHaveARecordThanKeepIt() {
        new Reading()
                .set("journal.kafka.servers=kafka-1:9092")
                .set("journal.kafka.replicas=1")
                .assertFaults("journal.kafka.min-in-sync: 2 (expected: at most journal.kafka.replicas), from the"
                        + " default");
    }
}
