package dev.ringdown.journal.kafka;

import dev.ringdown.kafka.KafkaCluster;
import dev.ringdown.kafka.SecuredListener;
import dev.ringdown.log.LogMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one broker of all tests here, in a process of its own; each test has a topic of its own. */
final class Broker {
    private static @Nullable KafkaCluster cluster;
    private static @Nullable SecuredListener secured;

    private Broker() {}

    /** Started by the first who asks, killed with this process. */
    static synchronized KafkaCluster cluster() throws IOException, InterruptedException {
        if (cluster == null) {
            Path folder = Files.createTempDirectory(Path.of("target"), "broker");
            cluster = KafkaCluster.start(folder, KafkaCluster.builtLibraries(), secured());
        }
        return cluster;
    }

    /** What its secured listener has and asks for. */
    static synchronized SecuredListener secured() throws IOException, InterruptedException {
        if (secured == null) {
            secured = Secured.listener();
        }
        return secured;
    }

    static String newTopic() {
        return "test-" + UUID.randomUUID();
    }

    static KafkaOptions options(String topic) throws IOException, InterruptedException {
        return options(new TopicOptions(topic, 1, 1, 0, Duration.ofHours(25), 1 << 20));
    }

    static KafkaOptions options(TopicOptions topic) throws IOException, InterruptedException {
        return new KafkaOptions(
                cluster().servers(), topic, Compression.NONE, Duration.ofMinutes(2), Duration.ofMinutes(2), null);
    }

    static KafkaJournal open(String topic) throws IOException, InterruptedException {
        return KafkaJournal.open(options(topic), new JournalMeters(LogMeters.NONE));
    }
}
