package dev.ringdown.journal.kafka;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what Kafka's clients answer later, which they do within their own timeouts. Stateless. */
final class Answers {
    private Answers() {}

    /**
     * What was answered.
     *
     * @param attempt what was asked for, such as {@code cannot look at the topic}
     * @throws IOException it failed, or whoever waits was interrupted
     */
    static <T> T of(KafkaFuture<T> answer, String attempt) throws IOException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(attempt + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException(attempt + ": interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
