package dev.ringdown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code that a client may be told is in the contract, and {@code docs/troubleshooting.md} says what to do. */
class CodesTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "."));
    private static final Path CONTRACT = BASE.resolve("src/main/resources/dev/ringdown/contract");
    private static final Path TROUBLESHOOTING = BASE.resolve("../docs/troubleshooting.md");

    @ParameterizedTest
    @EnumSource
    void errors(ErrorCode code) throws IOException {
        assertThat(Files.readString(CONTRACT.resolve("schemas/common.json"))).contains('"' + code.text() + '"');
        assertThat(Files.readString(TROUBLESHOOTING)).containsPattern("(?m)^\\| `" + code.text() + "` \\| ");
    }

    @ParameterizedTest
    @EnumSource
    void closes(CloseReason reason) throws IOException {
        assertThat(Files.readString(CONTRACT.resolve("asyncapi.yaml")))
                .containsPattern("code: " + reason.code() + ", reconnect: " + reason.mayReconnect() + ", reason: '?"
                        + reason.text() + "'? }");
        assertThat(Files.readString(TROUBLESHOOTING))
                .containsPattern("(?m)^\\| [^|]*\\b" + reason.code() + "\\b[^|]* \\| ");
    }
}
