package dev.ringdown.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.RoutingTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client writes as a topic, it is read: as one that is the same when it is written again, or as none. */
public class TopicFuzzTest {
    private static final TopicParser TOPICS = new TopicParser(new RoutingTable(RoutingTable.VOIPBIN, 256));

    /** What {@code ./run fuzz} calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        assertReads(TOPICS.parse(new String(input, StandardCharsets.UTF_8)));
    }

    private static void assertReads(RequestedTopic topic) {
        if (topic instanceof OpenEnded open) {
            assertThat(open.topic()).isNotInstanceOfAny(OpenEnded.class, InvalidTopic.class);
            assertReads(open.topic());
        } else if (topic instanceof InvalidTopic invalid) {
            assertThat(invalid.reason()).isNotBlank().hasSizeLessThan(1_000);
        } else {
            assertThat(TOPICS.parse(topic.toString())).isEqualTo(topic);
        }
    }

    @ParameterizedTest
    @MethodSource
    void inputs(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException {
        return Files.list(Path.of("src/test/fuzz/topic"));
    }
}
