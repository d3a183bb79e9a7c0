package dev.ringdown.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in a file that is written ahead, or in a witness, it is read to its end, and damage is told by its place. */
public class LogFileFuzzTest {
    /** What {@code ./run fuzz} calls. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path folder = Files.createTempDirectory("fuzz");
        Path file = folder.resolve("000007.log");
        try {
            Files.write(file, input);
            WriteAheadFiles.Damage damage = WriteAheadFiles.find(folder);
            if (damage != null) {
                assertThat(damage.file()).isEqualTo(file);
                assertThat(damage.position()).isBetween(0L, (long) input.length);
                assertThat(damage.fileBytes()).isEqualTo(input.length);
                assertThat(damage.bytesAfter()).isEqualTo(input.length - damage.position());
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
        Testimony testimony = Testimony.decode(input);
        if (testimony != null) {
            assertThat(Testimony.decode(testimony.encode())).isEqualTo(testimony);
        }
    }

    @ParameterizedTest
    @MethodSource
    void inputs(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException {
        return Files.list(Path.of("src/test/fuzz/log-file"));
    }
}
