package dev.ringdown.journal.kafka;

import static java.util.Objects.requireNonNull;

import dev.ringdown.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The topic that is the journal: made if it is missing, looked at before it is used, and known by the identities that Kafka
 * gave its cluster and it. Thread-safe.
 */
final class KafkaTopic implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 50;

    /** Who asks whether this topic is still there tries again itself. */
    private static final int LOOK_TIMEOUT_MILLIS = 5_000;

    private final Admin admin;
    private final TopicPartition partition;
    private final String cluster;
    private final Uuid id;

    private KafkaTopic(Admin admin, String name, String cluster, Uuid id) {
        this.admin = admin;
        this.partition = new TopicPartition(name, 0);
        this.cluster = cluster;
        this.id = id;
    }

    /** @throws IOException the brokers do not answer, or the topic is not as it must be */
    static KafkaTopic open(KafkaOptions options, ClientSettings settings) throws IOException {
        Admin admin;
        try {
            admin = Admin.create(settings.admin());
        } catch (KafkaException e) { // settings, or names that nobody resolves; what is wrong is in the causes
            throw new IOException(
                    "cannot use Kafka at " + options.servers() + ": "
                            + deepest(e).getMessage(),
                    e);
        }
        try {
            String attempt = "cannot reach Kafka at " + options.servers();
            String cluster = Answers.of(admin.describeCluster().clusterId(), attempt);
            TopicDescription topic = findOrMake(admin, options);
            check(admin, options.topic(), topic);
            return new KafkaTopic(admin, options.topic().name(), cluster, topic.topicId());
        } catch (IOException | RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    private static Throwable deepest(Throwable of) {
        Throwable cause = of;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static TopicDescription findOrMake(Admin admin, KafkaOptions options) throws IOException {
        TopicOptions topic = options.topic();
        TopicDescription found = find(admin, topic.name());
        if (found != null) {
            return found;
        }
        NewTopic made = new NewTopic(topic.name(), Optional.of(1), Optional.of((short) topic.replicas()))
                .configs(new TopicSettings(topic).wanted());
        try {
            Answers.of(admin.createTopics(List.of(made)).all(), "cannot make the topic " + topic.name());
        } catch (IOException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // another node was quicker
                throw e;
            }
        }
        long deadlineNanos = System.nanoTime() + options.startTimeout().toNanos();
        found = find(admin, topic.name());
        while (found == null) { // the brokers hear of it one after the other
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IOException("the topic " + topic.name() + " was made, and the brokers do not know it");
            }
            pause();
            found = find(admin, topic.name());
        }
        return found;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the brokers", e);
        }
    }

    private static @Nullable TopicDescription find(Admin admin, String name) throws IOException {
        try {
            return Answers.of(describe(admin, name, new DescribeTopicsOptions()), "cannot look at the topic " + name);
        } catch (IOException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    private static KafkaFuture<TopicDescription> describe(Admin admin, String name, DescribeTopicsOptions options) {
        return requireNonNull(
                admin.describeTopics(List.of(name), options).topicNameValues().get(name));
    }

    private static void check(Admin admin, TopicOptions options, TopicDescription topic) throws IOException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, options.name());
        Map<ConfigResource, Config> configs = Answers.of(
                admin.describeConfigs(List.of(resource)).all(),
                "cannot look at the settings of the topic " + options.name());
        Config config = requireNonNull(configs.get(resource));
        List<String> faults = new TopicSettings(options)
                .faults(
                        topic.partitions().size(),
                        topic.partitions().get(0).replicas().size(),
                        name -> config.get(name) == null
                                ? null
                                : config.get(name).value());
        if (!faults.isEmpty()) {
            throw new IOException("the topic " + options.name() + " is not as this node needs it: "
                    + String.join(", ", faults)
                    + "; nothing was changed (kafka-configs.sh --alter --topic " + options.name()
                    + " --add-config name=value changes it; or set journal.kafka.* as it is)");
        }
    }

    TopicPartition partition() {
        return partition;
    }

    /** Of the cluster and the topic: no other ever has it. */
    String identity() {
        return cluster + '/' + id;
    }

    /** What each record has as its key, so that one for an earlier topic of this name is known. */
    byte[] key() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /**
     * Whether another topic has the name of this one now.
     *
     * @return fails if the brokers do not answer, or there is no topic of this name at this time
     */
    KafkaFuture<Boolean> isReplaced() {
        DescribeTopicsOptions soon = new DescribeTopicsOptions().timeoutMs(LOOK_TIMEOUT_MILLIS);
        return describe(admin, partition.topic(), soon)
                .thenApply(now -> !now.topicId().equals(id));
    }

    /** @throws IOException the brokers do not answer, or another topic has its name */
    Journal.Bounds bounds() throws IOException {
        String attempt = "cannot ask Kafka where the topic " + partition.topic() + " begins and ends";
        if (Answers.of(isReplaced(), attempt)) {
            throw new IOException(attempt + ": another topic has its name now");
        }
        long first = offset(OffsetSpec.earliest(), attempt);
        return new Journal.Bounds(identity(), first, offset(OffsetSpec.latest(), attempt) - 1);
    }

    private long offset(OffsetSpec which, String attempt) throws IOException {
        return Answers.of(admin.listOffsets(Map.of(partition, which)).partitionResult(partition), attempt)
                .offset();
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
