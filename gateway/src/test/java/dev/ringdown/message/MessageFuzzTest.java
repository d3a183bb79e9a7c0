package dev.ringdown.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client says is a message, if need be one that cannot be read and says why; never more than the limits allow. */
public class MessageFuzzTest {
    private static final int MAX_TOPICS = 20;

    private static final ClientMessageReader.Maxima MAXIMA = new ClientMessageReader.Maxima(10, 50, MAX_TOPICS);

    /** What {@code ./run fuzz} calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        ClientMessage message = ClientMessageReader.read(input, MAXIMA);

        assertThat(message.topics()).hasSizeLessThanOrEqualTo(MAX_TOPICS).doesNotHaveDuplicates();
        if (message.id() != null) {
            assertThat(message.id()).isNotBlank().hasSizeLessThan(1_000);
        }
        if (message instanceof ClientMessage.Unreadable unreadable) {
            assertThat(unreadable.reason()).isNotBlank().hasSizeLessThan(1_000);
        }
    }

    @ParameterizedTest
    @MethodSource
    void inputs(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException {
        return Files.list(Path.of("src/test/fuzz/message"));
    }
}
