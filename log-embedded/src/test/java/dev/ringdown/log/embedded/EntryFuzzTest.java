package dev.ringdown.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the log where an entry should, it is one that can be written again, or refused by its place. */
public class EntryFuzzTest {
    private static final UUID CUSTOMER = UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de28");

    /** What {@code ./run fuzz} calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        LogEntry entry;
        try {
            entry = EntryCodec.decode(CUSTOMER, 5, input, 1);
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal).hasMessageStartingWith("entry: offset 5 of customer " + CUSTOMER);
            return;
        }
        LogEntry again = EntryCodec.decode(CUSTOMER, 5, EntryCodec.encode(entry), 1);
        assertThat(again.sequence()).isEqualTo(entry.sequence());
        assertThat(again.name()).isEqualTo(entry.name());
        assertThat(again.topics()).isEqualTo(entry.topics());
        assertThat(again.json()).isEqualTo(entry.json());
    }

    @ParameterizedTest
    @MethodSource
    void inputs(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException {
        return Files.list(Path.of("src/test/fuzz/entry"));
    }
}
