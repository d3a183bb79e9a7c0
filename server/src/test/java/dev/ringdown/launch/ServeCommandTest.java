package dev.ringdown.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends before a port is opened. */
class ServeCommandTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void theEffectiveConfigurationIsPrinted() throws IOException {
        Path file = Files.writeString(folder.resolve("r.conf"), "limits.topics = 7\n");

        RunCommand run = RunCommand.of(
                new ServeCommand(),
                "--config",
                file.toString(),
                "--set",
                "limits.types=8",
                "--set",
                "auth.jwt.secret=0123456789abcdef0123456789abcdef",
                "--print-config");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .contains("limits.topics = 7  # " + file + ": 1", "limits.types = \"8\"  # --set")
                .noneMatch(line -> line.contains("0123456789"));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAndNothingIsStarted() {
        RunCommand run = RunCommand.of(new ServeCommand(), "--set", "server.port=x", "--set", "limits.topics=0");

        assertThat(run.exitCode()).isOne();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "serve: the configuration cannot be used:",
                        "server.port: x (expected: 0 to 65535), from --set",
                        "limits.topics: 0 (expected: 1 to 1000000), from --set");
    }

    @Test
    void aPortThatCannotBeHadIsTold() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            RunCommand run = RunCommand.of(
                    new ServeCommand(),
                    "--set",
                    "log.dir=" + folder,
                    "--set",
                    "internal.port=" + taken.getLocalPort(),
                    "--set",
                    "server.port=0");

            assertThat(run.exitCode()).isOne();
            assertThat(run.err())
                    .startsWith("serve: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .contains("choose another with --set internal.port=<port>, 0 for any");
        }
    }
}
