package dev.ringdown.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/** What Kafka's clients are told that its own defaults would have otherwise. */
class ClientSettingsTest {
    private static final TopicOptions TOPIC = new TopicOptions("topic", 3, 2, 0, Duration.ofHours(25), 1 << 20);

    @Test
    void whoLeadsIsAskedWithinAnAnswersTimeAlsoIfNoBrokerSaysThatItDoesNot() throws IOException {
        ClientSettings settings = ClientSettings.of(new KafkaOptions(
                "127.0.0.1:9092", TOPIC, Compression.NONE, Duration.ofSeconds(10), Duration.ofMinutes(1), null));

        assertThat(settings.consumer()).containsEntry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 2_000L);
        assertThat(settings.producer()).containsEntry(ProducerConfig.METADATA_MAX_AGE_CONFIG, 2_000L);
    }
}
