package dev.ringdown.source.rabbitmq;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a source needs to know.
 *
 * @param uri {@code amqp://user:password@host:port/vhost}, or {@code amqps}; a secret
 * @param ca the certificates, PEM, of whom an {@code amqps} broker's certificate must be; null: those that Java trusts
 * @param exchange the platform's topic exchange
 * @param queue our queue, and the beginning of the dead-letter queue's name
 * @param prefetch messages that may be taken and not acknowledged
 * @param maxLength messages that the queue holds; the broker forgets the oldest beyond it
 * @param maxDeadLetters messages that the dead-letter queue holds; likewise
 * @param chatWait how long the copies of a chat's event are waited for
 */
public record RabbitmqOptions(
        String uri,
        @Nullable Path ca,
        String exchange,
        String queue,
        int prefetch,
        long maxLength,
        long maxDeadLetters,
        Duration chatWait) {
    /** Where VoIPBin publishes what happens to its customers. */
    public static final String VOIPBIN_EXCHANGE = "bin-manager.webhook-manager.event.topic";

    /** Where messages go that cannot be read. */
    public String deadLetterQueue() {
        return queue + ".dead";
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RabbitmqOptions[queue=" + queue + ", exchange=" + exchange + "]";
    }
}
