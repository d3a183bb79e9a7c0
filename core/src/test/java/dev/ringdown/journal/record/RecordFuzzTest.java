package dev.ringdown.journal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the journal where a record should, it is one that can be written again, or refused by its place. */
public class RecordFuzzTest {
    private static final int SEQUENCE_WIDTH = 25;

    /** What {@code ./run fuzz} calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            RecordReader record = new RecordReader(input, SEQUENCE_WIDTH);
            if (record.isOfEvents()) {
                List<Event> events = record.events(1);
                assertThat(new RecordReader(written(record.stamp(), events), SEQUENCE_WIDTH).events(1))
                        .usingRecursiveComparison()
                        .isEqualTo(events);
            } else {
                Control control = record.control();
                assertThat(control.toBytes(record.stamp())).isEqualTo(input);
            }
        } catch (InvalidRecordException refusal) {
            assertThat(refusal).hasMessageEndingWith(" of " + input.length).hasMessageContaining(" at byte ");
        }
    }

    private static byte[] written(RecordStamp stamp, List<Event> events) {
        RecordWriter writer = new RecordWriter(stamp, Integer.MAX_VALUE, SEQUENCE_WIDTH);
        assertThat(writer.add(events)).isTrue();
        return writer.toBytes();
    }

    @ParameterizedTest
    @MethodSource
    void inputs(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException {
        return Files.list(Path.of("src/test/fuzz/record"));
    }
}
