package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.TestTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration is one file, the environment and {@code --set}, in that order; what is wrong is said at once. */
class ConfigurationTest {
    private static final int CANNOT_START = 1;

    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("ringdown.conf"), text);
    }

    /** The line of the effective configuration for this key. */
    private static String line(RunProcess.Result printed, String key) {
        return Arrays.stream(printed.out().split("\n", -1))
                .filter(line -> line.startsWith(key + " = "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " is missing in:\n" + printed.out()));
    }

    @Test
    void everyFaultIsToldAtOnceWithKeyValueAndWhatIsExpected() throws Exception {
        Path file = file("server { port = 70000 }\nlimits.topics = many\nlimits.topix = 5\n");

        RunProcess.Result refused = RunProcess.runToEnd(
                Map.of("RINGDOWN_SERVER_DRAIN", "soon", "RINGDOWN_NO_SUCH_KEY", "1"),
                "serve",
                "--config",
                file.toString(),
                "--set",
                "auth.jwt.secret=too-short-a-secret",
                "--set",
                "origins=desk.example.com",
                "--set",
                "publish.keys.Upper=0123456789abcdef",
                "--set",
                "logging.format=xml");

        assertThat(refused.exitCode()).isEqualTo(CANNOT_START);
        assertThat(refused.err())
                .contains("server.port: 70000 (expected: 0 to 65535)")
                .contains("limits.topics: many (expected: 1 to")
                .contains("limits.topix: unknown key (expected: one of limits.")
                .contains("server.drain: soon (expected: a duration")
                .contains("RINGDOWN_NO_SUCH_KEY")
                .contains("auth.jwt.secret: … (expected: empty, or at least 32 bytes")
                .contains("origins: desk.example.com (expected: a list of origins")
                .contains("publish.keys.Upper: unknown key (expected: publish.keys.<name>")
                .contains("logging.format: xml (expected: text or json)")
                .doesNotContain("too-short-a-secret")
                .doesNotContain("0123456789abcdef")
                .doesNotContain("\tat ");
        assertThat(refused.out()).as("nothing was started").doesNotContain("listening");
    }

    @Test
    void aFaultTellsWhereItStands() throws Exception {
        Path file = file("# the second line\nserver.port = 70000\n");

        RunProcess.Result refused = RunProcess.runToEnd("serve", "--config", file.toString());

        assertThat(refused.err()).contains(file.getFileName().toString()).contains(": 2");
    }

    @Test
    void setOverridesTheEnvironmentWhichOverridesTheFile() throws Exception {
        Path file = file("limits { topics = 11, types = 12, message-rate = 13 }\n");

        RunProcess.Result printed = RunProcess.runToEnd(
                Map.of("RINGDOWN_LIMITS_TYPES", "22", "RINGDOWN_LIMITS_MESSAGE_RATE", "23"),
                "serve",
                "--print-config",
                "--config",
                file.toString(),
                "--set",
                "limits.message-rate=33");

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(line(printed, "limits.topics")).contains("11").contains("ringdown.conf");
        assertThat(line(printed, "limits.types")).contains("22").contains("RINGDOWN_LIMITS_TYPES");
        assertThat(line(printed, "limits.message-rate")).contains("33").contains("--set");
        assertThat(line(printed, "limits.message-burst")).contains("200").contains("default");
    }

    @Test
    void thePrintedConfigurationMasksSecrets() throws Exception {
        Path file = file("""
                auth.jwt.secret = "%s"
                auth.access-keys.desk { key = "access-key-of-the-desk", customer = "5013bc52-da9a-11ee-844f-2fa34248de28" }
                publish.keys.pbx = "publisher-key-of-the-pbx"
                """.formatted(TestTokens.SECRET));

        RunProcess.Result printed = RunProcess.runToEnd("serve", "--print-config", "--config", file.toString());

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(line(printed, "auth.jwt.secret")).contains("***");
        assertThat(line(printed, "auth.access-keys.desk.key")).contains("***");
        assertThat(line(printed, "auth.access-keys.desk.customer")).contains("5013bc52-da9a-11ee-844f-2fa34248de28");
        assertThat(line(printed, "publish.keys.pbx")).contains("***");
        assertThat(printed.out())
                .doesNotContain(TestTokens.SECRET)
                .doesNotContain("access-key-of-the-desk")
                .doesNotContain("publisher-key-of-the-pbx");
    }

    @Test
    void thePrintedConfigurationCanBeReadAgain() throws Exception {
        RunProcess.Result printed = RunProcess.runToEnd("serve", "--print-config", "--set", "limits.topics=11");

        RunProcess.Result again = RunProcess.runToEnd(
                "serve", "--print-config", "--config", file(printed.out()).toString());

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(line(again, "limits.topics")).contains("11");
    }

    @Test
    void aFileThatIsNotThereIsAFault() {
        RunProcess.Result refused = RunProcess.runToEnd("serve", "--config", "/no/such/ringdown.conf");

        assertThat(refused.exitCode()).isEqualTo(CANNOT_START);
        assertThat(refused.err()).contains("/no/such/ringdown.conf").doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsTakenIsToldWithARemedy() {
        try (RunningServer first = RunningServer.start()) {
            int taken = first.publicAddress().getPort();

            RunProcess.Result refused = RunProcess.runToEnd(
                    "serve",
                    "--set",
                    "server.host=127.0.0.1",
                    "--set",
                    "server.port=" + taken,
                    "--set",
                    "internal.port=0");

            assertThat(refused.exitCode()).isEqualTo(CANNOT_START);
            assertThat(refused.err())
                    .contains("127.0.0.1:" + taken)
                    .contains("--set server.port=")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anOptionThatDoesNotExistIsAUsageError() {
        RunProcess.Result refused = RunProcess.runToEnd("serve", "--prot", "8080");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--prot").contains("--help");
        assertThat(List.of(refused.err().split("\n", -1))).hasSizeLessThan(4);
    }
}
