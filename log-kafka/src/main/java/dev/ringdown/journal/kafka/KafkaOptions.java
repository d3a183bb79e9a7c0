package dev.ringdown.journal.kafka;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is, and how it is used. Immutable.
 *
 * @param servers {@code host:port} of some brokers, separated by commas
 * @param topic the journal
 * @param compression of what is appended here
 * @param answerTimeout after this time an append fails, if the brokers have not taken it
 * @param startTimeout how long {@link KafkaJournal#open} waits for the brokers
 * @param security a file of properties as Kafka's own tools take it, of which those about TLS and SASL are used; null: neither
 */
public record KafkaOptions(
        String servers,
        TopicOptions topic,
        Compression compression,
        Duration answerTimeout,
        Duration startTimeout,
        @Nullable Path security) {
    public KafkaOptions {
        requireNonNull(servers, "servers");
        requireNonNull(topic, "topic");
        requireNonNull(compression, "compression");
        requireNonNull(answerTimeout, "answerTimeout");
        requireNonNull(startTimeout, "startTimeout");
    }
}
