package dev.ringdown.torture.cluster;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;

/** Asks the brokers which of them leads, each time anew. Immutable. */
final class Leaders {
    private static final int TIMEOUT_MILLIS = 8_000;

    private final String servers;
    private final String topic;

    Leaders(String servers, String topic) {
        this.servers = servers;
        this.topic = topic;
    }

    private interface Question<T> {
        KafkaFuture<T> ask(Admin admin);
    }

    /** The index of the broker that leads the partition that is the journal. */
    int ofJournal() throws IOException, InterruptedException {
        return partition().leader().id() - 1;
    }

    /** How many brokers have all of the journal. */
    int inSync() throws IOException, InterruptedException {
        return partition().isr().size();
    }

    private TopicPartitionInfo partition() throws IOException, InterruptedException {
        return requireNonNull(ask(admin -> admin.describeTopics(List.of(topic)).allTopicNames())
                        .get(topic))
                .partitions()
                .get(0);
    }

    /** The index of the broker that leads the brokers themselves. */
    int ofBrokers() throws IOException, InterruptedException {
        return ask(admin -> admin.describeMetadataQuorum().quorumInfo()).leaderId() - 1;
    }

    private <T> T ask(Question<T> question) throws IOException, InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS / 4);
        try (Admin admin = Admin.create(settings)) {
            return question.ask(admin).get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the brokers do not say who leads: " + e.getMessage(), e);
        }
    }
}
