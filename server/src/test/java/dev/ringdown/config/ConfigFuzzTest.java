package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a configuration file, it is a configuration, or faults of a line each. */
public class ConfigFuzzTest {
    /** What {@code ./run fuzz} calls. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path file = Files.createTempFile("fuzz", ".conf");
        try {
            Files.write(file, input);
            assertThat(ConfigReader.read(List.of(), file, Map.of(), List.of()).tree())
                    .isNotNull();
        } catch (ConfigException faults) {
            assertThat(faults.getMessage()).isNotBlank();
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @MethodSource
    void inputs(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException {
        return Files.list(Path.of("src/test/fuzz/config"));
    }
}
