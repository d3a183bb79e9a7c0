package dev.ringdown.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.journal.Journal;
import dev.ringdown.log.LogMeters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that wants TLS and a password, with the file and the rights that docs/operating.md shows. */
class SecuredBrokerTest {
    @TempDir
    Path folder = Path.of("");

    private KafkaOptions options(String topic, String password, Path trusted) throws Exception {
        Path file = Files.writeString(
                folder.resolve("kafka.properties"), """
                security.protocol=SASL_SSL
                sasl.mechanism=SCRAM-SHA-512
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="%s";
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(Secured.USER, password, trusted.toAbsolutePath()));
        return new KafkaOptions(
                Broker.cluster().securedServers(),
                new TopicOptions(topic, 1, 1, 0, Duration.ofHours(25), 1 << 20),
                Compression.NONE,
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                file);
    }

    private static Path brokersCertificate() throws IOException, InterruptedException {
        return Secured.certificate(Broker.secured().keyStore());
    }

    private static void allow(ResourceType type, String name, AclOperation... operations) throws Exception {
        ResourcePattern what = new ResourcePattern(type, name, PatternType.LITERAL);
        Collection<AclBinding> rights = Stream.of(operations)
                .map(operation -> new AclBinding(
                        what, new AccessControlEntry("User:" + Secured.USER, "*", operation, AclPermissionType.ALLOW)))
                .toList();
        Map<String, Object> everythingIsAllowed = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, Broker.cluster().servers());
        try (Admin admin = Admin.create(everythingIsAllowed)) {
            admin.createAcls(rights).all().get();
        }
    }

    @Test
    void aNodeComesInWithItsPasswordAndTheRightsThatAreDocumented() throws Exception {
        String topic = Broker.newTopic();
        allow(
                ResourceType.TOPIC,
                topic,
                AclOperation.CREATE,
                AclOperation.DESCRIBE,
                AclOperation.DESCRIBE_CONFIGS,
                AclOperation.READ,
                AclOperation.WRITE);
        allow(ResourceType.CLUSTER, "kafka-cluster", AclOperation.DESCRIBE);
        KafkaOptions options = options(topic, Secured.PASSWORD, brokersCertificate());
        Heard heard = new Heard();

        try (Journal journal = KafkaJournal.open(options, new JournalMeters(LogMeters.NONE))) {
            journal.follow(-1, heard);
            journal.append("a".getBytes(StandardCharsets.UTF_8))
                    .toCompletableFuture()
                    .get(120, TimeUnit.SECONDS);

            heard.assertNext("a");
            assertThat(journal.bounds().lastPosition()).isZero();
        }
    }

    @Test
    void withoutARightItIsToldWhichTopicItMayNotUse() throws Exception {
        String topic = Broker.newTopic();
        KafkaOptions options = options(topic, Secured.PASSWORD, brokersCertificate());

        assertThatThrownBy(() -> KafkaJournal.open(options, new JournalMeters(LogMeters.NONE)))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(topic, "authorization failed");
    }

    @Test
    void aWrongPasswordIsToldAtTheStartAndNotShown() throws Exception {
        KafkaOptions options = options(Broker.newTopic(), "not-the-password", brokersCertificate());

        assertThatThrownBy(() -> KafkaJournal.open(options, new JournalMeters(LogMeters.NONE)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot reach Kafka at " + options.servers() + ": Authentication failed")
                .hasMessageNotContaining("not-the-password");
    }

    @Test
    void aBrokerThatIsNotTrustedIsToldAtTheStart() throws Exception {
        Path another = Secured.certificate(Secured.newStore("another"));
        KafkaOptions options = options(Broker.newTopic(), Secured.PASSWORD, another);

        assertThatThrownBy(() -> KafkaJournal.open(options, new JournalMeters(LogMeters.NONE)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot reach Kafka at " + options.servers() + ": SSL handshake failed");
    }

    @Test
    void theOpenListenerIsNotTheSecuredOne() throws Exception {
        KafkaOptions secured = options(Broker.newTopic(), Secured.PASSWORD, brokersCertificate());
        KafkaOptions without = new KafkaOptions(
                secured.servers(),
                secured.topic(),
                Compression.NONE,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                null);

        assertThatThrownBy(() -> KafkaJournal.open(without, new JournalMeters(LogMeters.NONE)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot reach Kafka at " + secured.servers() + ": ");
    }
}
