package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsStayHiddenTest {
    private static final String SECRET = "hunter2-and-then-some-more-hunter2";
    private static final Reading READING = new Reading()
            .set("auth.jwt.secret=" + SECRET)
            .set("publish.keys.pbx=" + SECRET)
            .set("source.rabbitmq.uri=amqp://ringdown:" + SECRET + "@broker.example")
            .set("admin.keys.support=" + SECRET)
            .set("source.webhooks.office.secret=" + SECRET)
            .set("source.webhooks.office.customer=5013bc52-da9a-11ee-844f-2fa34248de28")
            .set("auth.access-keys.wallboard.key=" + SECRET)
            .set("auth.access-keys.wallboard.customer=5013bc52-da9a-11ee-844f-2fa34248de28");

    @TempDir
    Path folder = Path.of("");

    @Test
    void printingMasksThem() {
        assertThat(READING.effective().print().lines())
                .contains(
                        "auth.jwt.secret = \"********\"  # --set",
                        "publish.keys.pbx = \"********\"  # --set",
                        "admin.keys.support = \"********\"  # --set",
                        "source.webhooks.office.secret = \"********\"  # --set",
                        "auth.access-keys.wallboard.key = \"********\"  # --set",
                        "auth.access-keys.wallboard.customer = \"5013bc52-da9a-11ee-844f-2fa34248de28\"  # --set",
                        "server.port = 8080  # the default")
                .noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void printingShowsThatThereIsNone() {
        assertThat(new Reading().effective().print().lines()).contains("auth.jwt.secret = \"\"  # the default");
    }

    @Test
    void printingKeepsTheOrderOfTheReference() {
        List<String> keys = READING.effective()
                .print()
                .lines()
                .map(line -> line.substring(0, line.indexOf(" = ")))
                .toList();

        assertThat(keys)
                .startsWith("server.host", "server.port")
                .endsWith(
                        "routing",
                        "admin.keys.support",
                        "auth.access-keys.wallboard.customer",
                        "auth.access-keys.wallboard.key",
                        "publish.keys.pbx",
                        "source.webhooks.office.customer",
                        "source.webhooks.office.secret");
    }

    @Test
    void whatIsPrintedCanBeReadAgain() throws IOException {
        Path printed = Files.writeString(
                folder.resolve("printed.conf"),
                new Reading()
                        .set("limits.topics=7")
                        .set("origins=https://a.example")
                        .effective()
                        .print());

        RingdownConfig again = new Reading().file(printed).tree();

        assertThat(again.limits().session().maxTopics()).isEqualTo(7);
        assertThat(again.auth().origins()).containsExactly("https://a.example");
        assertThat(again.routing()).isEqualTo(new Reading().tree().routing());
    }

    @Test
    void nothingOfTheConfigurationTellsThem() {
        EffectiveConfig config = READING.effective();

        assertThat(config.toString()).doesNotContain("hunter2");
        assertThat(config.tree().toString())
                .doesNotContain("hunter2")
                .contains("publishers=[pbx]", "operators=[support]");
        assertThat(config.tree().auth().toString()).doesNotContain("hunter2");
    }

    @Test
    void faultsDoNotTellThem() throws IOException {
        Path file = Files.writeString(
                folder.resolve("r.conf"), "auth.jwt.secret = [hunter2]\npublish.keys.pbx = [hunter2]\n");

        assertThat(new Reading()
                        .file(file)
                        .variable("RINGDOWN_AUTH_JWT_SECRETS", "hunter2")
                        .variable("RINGDOWN_PUBLISH_KEYS_CRM", "hunter2")
                        .set("auth.access-keys.a.key=hunter2")
                        .set("auth.jwt.secret:hunter2")
                        .set("auth.jwt.secrets=hunter2")
                        .faults())
                .hasSizeGreaterThanOrEqualTo(7)
                .noneMatch(fault -> fault.contains("hunter2"));
    }
}
