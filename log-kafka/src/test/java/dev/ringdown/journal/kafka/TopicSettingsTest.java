package dev.ringdown.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a topic must have, and what is as good. */
class TopicSettingsTest {
    private final TopicSettings settings =
            new TopicSettings(new TopicOptions("events", 3, 2, 10, Duration.ofHours(25), 1_000_000));

    private List<String> faultsWith(String name, String value) {
        Map<String, String> found = new HashMap<>(settings.wanted());
        found.put(name, value);
        return settings.faults(1, 3, found::get);
    }

    @Test
    void whatATopicIsMadeWithIsGood() {
        assertThat(settings.faults(1, 3, settings.wanted()::get)).isEmpty();
    }

    @Test
    void lessSafeIsAFault() {
        assertThat(faultsWith("min.insync.replicas", "1")).containsExactly("min.insync.replicas=1 (expected: 2)");
        assertThat(faultsWith("flush.messages", "11")).containsExactly("flush.messages=11 (expected: 10)");
        assertThat(faultsWith("retention.ms", "89999999"))
                .containsExactly("retention.ms=89999999 (expected: 90000000)");
        assertThat(faultsWith("retention.bytes", "1000000000000"))
                .containsExactly("retention.bytes=1000000000000 (expected: -1)");
        assertThat(faultsWith("max.message.bytes", "1001023"))
                .containsExactly("max.message.bytes=1001023 (expected: 1001024)");
        assertThat(faultsWith("unclean.leader.election.enable", "true"))
                .containsExactly("unclean.leader.election.enable=true (expected: false)");
        assertThat(faultsWith("cleanup.policy", "compact"))
                .containsExactly("cleanup.policy=compact (expected: delete)");
        assertThat(faultsWith("compression.type", "zstd"))
                .containsExactly("compression.type=zstd (expected: producer)");
    }

    @Test
    void saferIsGood() {
        assertThat(faultsWith("min.insync.replicas", "3")).isEmpty();
        assertThat(faultsWith("flush.messages", "1")).isEmpty();
        assertThat(faultsWith("retention.ms", "90000001")).isEmpty();
        assertThat(faultsWith("retention.ms", "-1")).isEmpty();
        assertThat(faultsWith("max.message.bytes", "1001025")).isEmpty();
    }

    @Test
    void partitionsAndReplicasAreLookedAt() {
        assertThat(settings.faults(2, 3, settings.wanted()::get))
                .containsExactly("partitions=2 (expected: 1; a new topic is needed)");
        assertThat(settings.faults(1, 2, settings.wanted()::get))
                .containsExactly("replicas=2 (expected: 3; see kafka-reassign-partitions.sh, or set"
                        + " journal.kafka.replicas)");
        assertThat(settings.faults(1, 4, settings.wanted()::get)).isEmpty();
    }

    @Test
    void whatTheBrokersDoNotTellIsAFault() {
        assertThat(settings.faults(1, 3, name -> null))
                .hasSameSizeAs(settings.wanted().keySet());
    }

    @Test
    void withoutADemandTheBrokersDiskIsTheBrokersBusiness() {
        TopicOptions options = new TopicOptions("events", 1, 1, 0, Duration.ofHours(1), 1_000_000);

        assertThat(new TopicSettings(options).wanted()).doesNotContainKey("flush.messages");
    }
}
