package dev.ringdown.journal.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * How the topic must be set, by Kafka's names: a topic that is made gets this, and one that is there must have it or be safer.
 * Immutable.
 */
final class TopicSettings {
    /** What Kafka adds to a record: the head of its batch, its own and the key. */
    static final int OVERHEAD_BYTES = 1024;

    private static final long FOR_EVER = -1;

    private final TopicOptions options;

    TopicSettings(TopicOptions options) {
        this.options = options;
    }

    /** What a topic is made with. */
    Map<String, String> wanted() {
        Map<String, String> wanted = new TreeMap<>();
        wanted.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        wanted.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        wanted.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"); // one clock for everybody
        wanted.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false"); // it would lose what was acknowledged
        wanted.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(options.minInSync()));
        wanted.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxMessageBytes()));
        wanted.put(
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(options.retention().toMillis()));
        wanted.put(TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(FOR_EVER));
        if (options.flushMessages() > 0) {
            wanted.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, String.valueOf(options.flushMessages()));
        }
        return wanted;
    }

    private long maxMessageBytes() {
        return options.recordBytes() + (long) OVERHEAD_BYTES;
    }

    /**
     * What of a topic is not as it must be: name, value, and what is expected.
     *
     * @param partitions how many it has
     * @param replicas how many brokers keep its first partition
     * @param found its settings; null for a name that the brokers do not tell
     */
    List<String> faults(int partitions, int replicas, Function<String, @Nullable String> found) {
        List<String> faults = new ArrayList<>();
        if (partitions != 1) {
            faults.add("partitions=" + partitions + " (expected: 1; a new topic is needed)");
        }
        if (replicas < options.replicas()) {
            faults.add("replicas=" + replicas + " (expected: " + options.replicas()
                    + "; see kafka-reassign-partitions.sh, or set journal.kafka.replicas)");
        }
        wanted().forEach((name, wanted) -> {
            String value = found.apply(name);
            if (value == null || !(value.equals(wanted) || isSafer(name, value, wanted))) {
                faults.add(name + '=' + value + " (expected: " + wanted + ')');
            }
        });
        return faults;
    }

    private static boolean isSafer(String name, String value, String wanted) {
        return switch (name) {
            case TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, TopicConfig.MAX_MESSAGE_BYTES_CONFIG ->
                Long.parseLong(value) >= Long.parseLong(wanted);
            case TopicConfig.RETENTION_MS_CONFIG ->
                Long.parseLong(value) == FOR_EVER || Long.parseLong(value) >= Long.parseLong(wanted);
            case TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG -> Long.parseLong(value) <= Long.parseLong(wanted);
            default -> false;
        };
    }
}
