package dev.ringdown.journal.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Kafka's clients, by Kafka's names. What is not set here has Kafka's own default; the meaning of each and its
 * default are in <a href="https://kafka.apache.org/documentation/#configuration">Kafka's reference</a>. Immutable.
 */
final class ClientSettings {
    /**
     * How long one request may take before the broker is given up and another tried. Kafka's own is 30 s, in which nobody would
     * be answered. It is shorter where an append or a start has less time.
     */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(3);

    /** How long a connection may take to be there: a machine that is gone does not answer at all, and Kafka would wait 10 s. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration LONGEST_CONNECT_TIMEOUT = Duration.ofSeconds(4);

    /**
     * How often it is asked who leads the topic, besides when a broker says that it does not. One that is cut off from the other
     * brokers does not know that they have another leader by now: it answers readers with nothing, and keeps what is sent to it
     * without an answer. Kafka would ask every 5 minutes.
     */
    private static final Duration ASK_WHO_LEADS = Duration.ofSeconds(2);

    /**
     * An append must not block: room in the buffer and the place of the topic are there at once, or it fails soon. The place is
     * forgotten when no broker can be reached any more, so that those are asked again whom the configuration names; till it is
     * known again appends fail.
     */
    private static final Duration LONGEST_BLOCK = Duration.ofMillis(200);

    /** A broker answers a fetch as soon as there is a record, else after this time; a follower looks then whether all is well. */
    private static final Duration FETCH_WAIT = Duration.ofMillis(500);

    /** For ever; the greatest number would overflow where Kafka adds the time of day. */
    private static final Duration NEVER_IDLE = Duration.ofDays(100 * 365);

    private static final int FETCH_BYTES = 4 * 1024 * 1024;
    private static final long LEAST_BUFFER_BYTES = 64L * 1024 * 1024;

    private static final Pattern ABOUT_SECURITY = Pattern.compile("(security|ssl|sasl)\\..+");

    private final KafkaOptions options;
    private final Map<String, Object> security;

    private ClientSettings(KafkaOptions options, Map<String, Object> security) {
        this.options = options;
        this.security = security;
    }

    /** @throws IOException the file about security cannot be read, or has something else in it */
    static ClientSettings of(KafkaOptions options) throws IOException {
        return new ClientSettings(options, security(options.security()));
    }

    private static Map<String, Object> security(@Nullable Path file) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        if (file == null) {
            return settings;
        }
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IllegalArgumentException e) { // a broken escape; the message may quote a secret
            throw new IOException("cannot read " + file + ": it is not a file of properties", e);
        }
        for (String name : read.stringPropertyNames()) {
            if (!ABOUT_SECURITY.matcher(name).matches()) {
                throw new IOException("cannot use " + file + ": it sets " + name
                        + " (expected: security.protocol, and names that begin with ssl. or sasl.)");
            }
            settings.put(name, read.getProperty(name));
        }
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>(security);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, options.servers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "ringdown");
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(requestTimeout()));
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT.toMillis());
        settings.put(
                CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, LONGEST_CONNECT_TIMEOUT.toMillis());
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, ASK_WHO_LEADS.toMillis());
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false); // nobody's brokers ask us to
        return settings;
    }

    private Duration requestTimeout() {
        Duration ofAnswer = options.answerTimeout().dividedBy(2);
        return Stream.of(REQUEST_TIMEOUT, ofAnswer, options.startTimeout())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    Map<String, Object> admin() {
        Map<String, Object> settings = common();
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(options.startTimeout()));
        return settings;
    }

    /** Records in order, each once as long as it does not fail, on so many brokers as the topic asks for. */
    Map<String, Object> producer() {
        int recordBytes = options.topic().recordBytes();
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0); // what waits together is one record already
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(options.answerTimeout()));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK.toMillis());
        settings.put(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_IDLE.toMillis()); // else an append blocks after silence
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, recordBytes + TopicSettings.OVERHEAD_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(LEAST_BUFFER_BYTES, 4L * recordBytes));
        settings.put(
                ProducerConfig.COMPRESSION_TYPE_CONFIG, options.compression().word());
        return settings;
    }

    /** From a position on, in order; what is not there is an error and not skipped. */
    Map<String, Object> consumer() {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(FETCH_WAIT));
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        return settings;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
