package dev.ringdown.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.journal.Journal;
import dev.ringdown.kafka.KafkaBroker;
import dev.ringdown.log.LogMeters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The only broker is killed and comes back, under a journal that stays open. */
class BrokerKilledTest {
    private final String topic = Broker.newTopic();

    @Test
    void whatWasKeptIsToldOnceAndInOrderAndTheJournalGoesOn() throws Exception {
        KafkaBroker broker = Broker.cluster().brokers().get(0);
        Heard before = new Heard();
        Heard after = new Heard();
        try (Journal impatient = open(Duration.ofSeconds(1));
                Journal journal = open(Duration.ofMinutes(2))) {
            journal.follow(-1, before);
            append(journal, "a").get(120, TimeUnit.SECONDS);
            append(journal, "b").get(120, TimeUnit.SECONDS);

            broker.kill();
            CompletableFuture<Long> meanwhile = append(impatient, "nobody knows");
            assertThat(meanwhile).failsWithin(Duration.ofMinutes(1));
            broker.start();
            appendUntilItIsTaken(journal, "c");

            before.assertNext("a", "b", "c");
            journal.follow(-1, after);
            after.assertNext("a", "b", "c");
            assertThat(after.positions()).isEqualTo(before.positions());
        }
    }

    private Journal open(Duration answerTimeout) throws IOException, InterruptedException {
        KafkaOptions usual = Broker.options(topic);
        KafkaOptions options = new KafkaOptions(
                usual.servers(), usual.topic(), Compression.LZ4, answerTimeout, usual.startTimeout(), null);
        return KafkaJournal.open(options, new JournalMeters(LogMeters.NONE));
    }

    /** Where the topic is, is forgotten while no broker is there; what fails for that was never sent. */
    private static void appendUntilItIsTaken(Journal journal, String record) throws Exception {
        CompletableFuture<Boolean> failed;
        do {
            failed = append(journal, record).handle((position, e) -> e != null);
        } while (failed.get(120, TimeUnit.SECONDS));
    }

    private static CompletableFuture<Long> append(Journal journal, String record) {
        return journal.append(record.getBytes(StandardCharsets.UTF_8)).toCompletableFuture();
    }
}
