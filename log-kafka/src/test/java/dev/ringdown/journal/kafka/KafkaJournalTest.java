package dev.ringdown.journal.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.journal.Journal;
import dev.ringdown.log.LogMeters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A topic of a real broker as a journal. */
class KafkaJournalTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everybodyIsToldTheSameRecordsAtTheSamePositions() throws Exception {
        String topic = Broker.newTopic();
        Heard one = new Heard();
        Heard other = new Heard();
        try (Journal first = Broker.open(topic);
                Journal second = Broker.open(topic)) {
            first.follow(-1, one);
            position(first, "a");
            position(second, "b");
            second.follow(-1, other);
            position(first, "c");

            one.assertNext("a", "b", "c");
            other.assertNext("a", "b", "c");
            assertThat(one.positions()).isEqualTo(other.positions());
            assertThat(first.bounds()).isEqualTo(second.bounds());
        }
    }

    @Test
    void whatIsAppendedTogetherStandsInOrder() throws Exception {
        Heard heard = new Heard();
        try (Journal journal = Broker.open(Broker.newTopic())) {
            journal.follow(-1, heard);
            append(journal, "a");
            append(journal, "b");
            append(journal, "c");

            heard.assertNext("a", "b", "c");
        }
    }

    @Test
    void anEmptyTopicBeginsAtTheFirstPosition() throws Exception {
        try (Journal journal = Broker.open(Broker.newTopic())) {
            assertThat(journal.bounds().firstPosition()).isZero();
            assertThat(journal.bounds().lastPosition()).isEqualTo(-1);
        }
    }

    @Test
    void whoFollowsFromAPositionIsToldWhatIsBehindIt() throws Exception {
        Heard heard = new Heard();
        try (Journal journal = Broker.open(Broker.newTopic())) {
            position(journal, "a");
            long position = position(journal, "b");
            position(journal, "c");

            journal.follow(position, heard);

            heard.assertNext("c");
        }
    }

    @Test
    void whoFollowsAgainTakesThePlaceOfWhoeverFollowedBefore() throws Exception {
        Heard before = new Heard();
        Heard now = new Heard();
        try (Journal journal = Broker.open(Broker.newTopic())) {
            journal.follow(-1, before);
            long position = position(journal, "a");
            before.assertNext("a");

            journal.follow(position, now);
            position(journal, "b");

            now.assertNext("b");
            assertThat(before.positions()).containsExactly(position);
        }
    }

    @Test
    void aPositionBeyondTheEndIsTruncated() throws Exception {
        Heard heard = new Heard();
        try (Journal journal = Broker.open(Broker.newTopic())) {
            long last = position(journal, "a");

            journal.follow(last + 5, heard);

            heard.assertNext("truncated " + last);
        }
    }

    @Test
    void whoeverNeedsRecordsThatWereDroppedIsToldSo() throws Exception {
        String topic = Broker.newTopic();
        Heard heard = new Heard();
        try (Journal journal = Broker.open(topic);
                Admin admin = admin()) {
            position(journal, "a");
            long second = position(journal, "b");
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(second)))
                    .all()
                    .get();

            journal.follow(-1, heard);

            heard.assertNext("replaced");
            assertThat(journal.bounds().firstPosition()).isEqualTo(second);
        }
    }

    @Test
    void aTopicThatWasMadeAnewIsAnotherJournal() throws Exception {
        String topic = Broker.newTopic();
        Heard heard = new Heard();
        try (Journal journal = Broker.open(topic);
                Admin admin = admin()) {
            journal.follow(-1, heard);
            position(journal, "a");
            heard.assertNext("a");
            String identity = journal.bounds().identity();

            admin.deleteTopics(List.of(topic)).all().get();
            try (Journal another = openAsSoonAsItIsGone(topic)) {
                position(another, "b");

                heard.assertNext("replaced");
                assertThat(another.bounds().identity()).isNotEqualTo(identity);
                assertThatThrownBy(journal::bounds)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("another topic");
            }
        }
    }

    private static Journal openAsSoonAsItIsGone(String topic) throws Exception {
        try (Admin admin = admin()) {
            while (admin.listTopics().names().get().contains(topic)) {
                Thread.onSpinWait();
            }
        }
        return Broker.open(topic);
    }

    @Test
    void aRecordThatWasNotWrittenForThisTopicIsPassedOver() throws Exception {
        String topic = Broker.newTopic();
        Heard heard = new Heard();
        Map<String, Object> settings = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, Broker.cluster().servers());
        try (Journal journal = Broker.open(topic);
                var stranger = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            journal.follow(-1, heard);
            stranger.send(new ProducerRecord<>(topic, 0, bytes("key"), bytes("stranger")))
                    .get();
            position(journal, "a");

            heard.assertNext("a");
        }
    }

    @Test
    void aTopicWithOtherSettingsIsToldWithTheRemedyAndNotChanged() throws Exception {
        String topic = Broker.newTopic();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1).configs(Map.of("retention.ms", "60000"))))
                    .all()
                    .get();

            assertThatThrownBy(() -> Broker.open(topic))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            "partitions=2 (expected: 1",
                            "retention.ms=60000 (expected: 90000000)",
                            "message.timestamp.type=CreateTime (expected: LogAppendTime)",
                            "nothing was changed",
                            "kafka-configs.sh");
        }
    }

    @Test
    void aTopicThatIsSaferThanAskedForIsTaken() throws Exception {
        String topic = Broker.newTopic();
        Broker.open(topic).close();

        KafkaOptions less = Broker.options(new TopicOptions(topic, 1, 1, 0, Duration.ofHours(1), 1 << 16));

        KafkaJournal.open(less, new JournalMeters(LogMeters.NONE)).close();
    }

    @Test
    void aRecordThatIsTooLargeFailsAndTheNextOneDoesNot() throws Exception {
        try (Journal journal = Broker.open(Broker.newTopic())) {
            CompletionStage<Long> tooLarge = journal.append(new byte[(1 << 20) + 2_000]);

            assertThat(tooLarge.toCompletableFuture()).isCompletedExceptionally();
            assertThat(position(journal, "a")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "LZ4"})
    void whatIsCompressedTakesLessOfTheBrokersDiskAndComesBackWhole(Compression compression) throws Exception {
        String topic = Broker.newTopic();
        KafkaOptions options = Broker.options(topic);
        String record = "ringdown ".repeat(50_000);
        Heard heard = new Heard();
        try (Journal journal = KafkaJournal.open(
                        new KafkaOptions(
                                options.servers(),
                                options.topic(),
                                compression,
                                options.answerTimeout(),
                                options.startTimeout(),
                                null),
                        new JournalMeters(LogMeters.NONE));
                Admin admin = admin()) {
            position(journal, record);

            journal.follow(-1, heard);

            heard.assertNext(record);
            assertThat(bytesOnTheDisk(admin, topic)).isBetween(100L, record.length() / 10L);
        }
    }

    private static long bytesOnTheDisk(Admin admin, String topic) throws Exception {
        return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                .flatMap(directories -> directories.values().stream())
                .map(directory -> directory.replicaInfos().get(new TopicPartition(topic, 0)))
                .filter(Objects::nonNull)
                .mapToLong(ReplicaInfo::size)
                .sum();
    }

    @Test
    void brokersAreToldAfterHowManyRecordsTheirDiskIsSynced() throws Exception {
        String topic = Broker.newTopic();
        KafkaOptions everyRecord = Broker.options(new TopicOptions(topic, 1, 1, 1, Duration.ofHours(25), 1 << 20));
        KafkaJournal.open(everyRecord, new JournalMeters(LogMeters.NONE)).close();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);

        try (Admin admin = admin()) {
            Config found = requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            assertThat(requireNonNull(found.get("flush.messages")).value()).isEqualTo("1");
        }
    }

    @Test
    void whatIsAppendedToAClosedJournalFails() throws Exception {
        Journal journal = Broker.open(Broker.newTopic());
        journal.close();

        assertThat(append(journal, "a").toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void brokersThatDoNotAnswerAreToldByTheirNames() throws Exception {
        KafkaOptions nobody = new KafkaOptions(
                "127.0.0.1:1",
                Broker.options("any").topic(),
                Compression.NONE,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                null);

        assertThatThrownBy(() -> KafkaJournal.open(nobody, new JournalMeters(LogMeters.NONE)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot reach Kafka at 127.0.0.1:1: ");
    }

    @Test
    void aFileAboutSecurityWithSomethingElseInItIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL\nlinger.ms=5\n");
        KafkaOptions options = Broker.options("any");

        assertThatThrownBy(() -> KafkaJournal.open(
                        new KafkaOptions(
                                options.servers(),
                                options.topic(),
                                Compression.NONE,
                                options.answerTimeout(),
                                options.startTimeout(),
                                file),
                        new JournalMeters(LogMeters.NONE)))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "cannot use " + file + ": it sets linger.ms (expected: security.protocol, and names that begin"
                                + " with ssl. or sasl.)");
    }

    private static Admin admin() throws IOException, InterruptedException {
        return Admin.create(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, Broker.cluster().servers()));
    }

    private static CompletionStage<Long> append(Journal journal, String record) {
        return journal.append(bytes(record));
    }

    private static long position(Journal journal, String record) throws Exception {
        return append(journal, record).toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
