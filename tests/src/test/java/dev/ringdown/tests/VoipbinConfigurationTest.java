package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Project;
import dev.ringdown.tests.support.RunProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/voipbin.conf, from which operators of VoIPBin start, is read by this version, with and without its choices. */
class VoipbinConfigurationTest {
    private static final Path FILE = Project.ROOT.resolve("docs/voipbin.conf");

    /** Of VoIPBin's {@code .env.template}: 26 bytes. */
    private static final String KEY_OF_THE_TEMPLATE = "your-random-jwt-secret-key";

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "JWT_KEY", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "RABBITMQ_URI", "amqp://guest:guest@rabbitmq.invalid:5672",
            "PUBLISHER_KEY", "publisher-key-of-the-platform",
            "ADMIN_KEY", "admin-key-of-the-operator");

    @TempDir
    Path folder;

    private static RunProcess.Result read(Path file, Map<String, String> environment) {
        return RunProcess.runToEnd(environment, "serve", "--print-config", "--config", file.toString());
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put(name, value);
        return environment;
    }

    @Test
    void itIsRead() {
        RunProcess.Result printed = read(FILE, ENVIRONMENT);

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.out())
                .containsPattern("server.event-shape = \"?resource\"? .*voipbin.conf")
                .containsPattern(
                        "source.rabbitmq.exchange = \"?bin-manager.webhook-manager.event.topic\"? .*voipbin.conf")
                .doesNotContain("guest:guest");
    }

    @Test
    void everyChoiceInItIsReadToo() throws IOException {
        Path chosen = Files.writeString(
                folder.resolve("voipbin.conf"), Files.readString(FILE).replaceAll("(?m)^#(?=[a-z])", ""));

        RunProcess.Result printed = read(chosen, with("WEBHOOK_SECRET", "secret-of-the-customers-webhooks"));

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.out())
                .containsPattern("auth.jwt.allow-short-secret = true .*voipbin.conf")
                .containsPattern("server.event-shape = \"?envelope\"? .*voipbin.conf")
                .contains("source.webhooks.acme.customer");
    }

    @Test
    void theSecretOfVoipbinsTemplateIsRefusedWithTheKeyThatAllowsIt() {
        RunProcess.Result refused = read(FILE, with("JWT_KEY", KEY_OF_THE_TEMPLATE));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("auth.jwt.secret")
                .contains("auth.jwt.allow-short-secret")
                .doesNotContain(KEY_OF_THE_TEMPLATE);
    }
}
