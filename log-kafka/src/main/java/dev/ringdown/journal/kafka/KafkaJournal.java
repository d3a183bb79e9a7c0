package dev.ringdown.journal.kafka;

import dev.ringdown.journal.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A journal that is a topic of Kafka with one partition: a position is an offset of it, and the identity is that of the cluster
 * and of the topic, so a topic that was deleted and made again is another journal. Thread-safe.
 */
public final class KafkaJournal implements Journal {
    private final KafkaTopic topic;
    private final ClientSettings settings;
    private final Producer<byte[], byte[]> producer;
    private final byte[] key;
    private final JournalMeters meters;

    // Guarded by this.
    private @Nullable Following following;
    private boolean closed;

    private KafkaJournal(
            KafkaTopic topic, ClientSettings settings, Producer<byte[], byte[]> producer, JournalMeters meters) {
        this.topic = topic;
        this.settings = settings;
        this.producer = producer;
        this.key = topic.key();
        this.meters = meters;
    }

    /**
     * The topic that the options tell; it is made if it is missing.
     *
     * @throws IOException the brokers do not answer in time, or the topic is not as it must be; the message says what to do
     */
    public static KafkaJournal open(KafkaOptions options, JournalMeters meters) throws IOException {
        ClientSettings settings = ClientSettings.of(options);
        KafkaTopic topic = KafkaTopic.open(options, settings);
        Producer<byte[], byte[]> producer;
        try {
            producer = new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            topic.close();
            throw new IOException("cannot append to Kafka at " + options.servers() + ": " + e.getMessage(), e);
        }
        KafkaJournal journal = new KafkaJournal(topic, settings, producer, meters);
        try {
            journal.awaitPlace(options.startTimeout());
        } catch (IOException e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    /** Until the producer knows where the topic is, so that no append has to wait for that. */
    private void awaitPlace(Duration atMost) throws IOException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                producer.partitionsFor(topic.partition().topic());
                return;
            } catch (TimeoutException e) { // after the longest time that an append may block
                if (System.nanoTime() - deadlineNanos > 0) {
                    throw new IOException("the brokers do not tell who leads the topic: " + e.getMessage(), e);
                }
            } catch (KafkaException e) {
                throw new IOException("cannot append to the topic: " + e.getMessage(), e);
            }
        }
    }

    /** {@inheritDoc} One that is larger than the options allow fails. */
    @Override
    public CompletionStage<Long> append(byte[] record) {
        CompletableFuture<Long> position = new CompletableFuture<>();
        long begunNanos = System.nanoTime();
        try {
            var unused = producer.send(
                    new ProducerRecord<>(
                            topic.partition().topic(), topic.partition().partition(), key, record),
                    (kept, e) -> {
                        if (e == null) {
                            meters.appended(System.nanoTime() - begunNanos);
                            position.complete(kept.offset());
                        } else {
                            fail(position, e);
                        }
                    });
        } catch (KafkaException | IllegalStateException e) { // it cannot be used any more, or is closed
            fail(position, e);
        }
        return position;
    }

    private void fail(CompletableFuture<Long> position, Exception e) {
        meters.failed();
        position.completeExceptionally(new IOException("the journal did not take them: " + e.getMessage(), e));
    }

    @Override
    public synchronized void follow(long afterPosition, Follower follower) {
        Following before = following;
        if (before != null) {
            before.tellToStop();
        }
        if (!closed) {
            following =
                    new Following(topic, this::consumer, before, afterPosition, follower, meters::passedOver).start();
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Bounds bounds() throws IOException {
        return topic.bounds();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (following != null) {
            following.tellToStop();
        }
        topic.close(); // first: whoever waits for what it is asked goes
        if (following != null) {
            following.stop();
            following = null;
        }
        producer.close(Duration.ZERO);
    }
}
