package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second reading of the configuration changes, and what it keeps. */
class ReadAgainTest {
    @TempDir
    Path folder = Path.of("");

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatIsReloadableIsNewAndEverythingElseIsKeptAndNamed() throws IOException {
        Reading reading = new Reading().file(write("r.conf", "limits.connections = 5\nserver.port = 1001\n"));
        EffectiveConfig started = reading.effective();

        write("r.conf", "limits.connections = 6\nserver.port = 1002\n");
        ConfigChanges read = reading.again(started);

        assertThat(read.changes())
                .containsExactlyInAnyOrder(
                        new ConfigChange("limits.connections", "5", "6", true),
                        new ConfigChange("server.port", "1001", "1002", false));
        assertThat(read.config().tree().limits())
                .isEqualTo(new Reading().set("limits.connections=6").tree().limits());
        assertThat(read.config().tree().server().port()).isEqualTo(1001);
    }

    @Test
    void whatWasKeptIsNamedAgainAtTheNextReload() throws IOException {
        Reading reading = new Reading().file(write("r.conf", "server.port = 1001\n"));
        EffectiveConfig started = reading.effective();
        write("r.conf", "server.port = 1002\n");
        EffectiveConfig running = reading.again(started).config();

        ConfigChanges read = reading.again(running);

        assertThat(read.changes()).containsExactly(new ConfigChange("server.port", "1001", "1002", false));
        assertThat(read.config().tree().server().port()).isEqualTo(1001);
    }

    @Test
    void nothingChangedIsNoChange() throws IOException {
        Reading reading = new Reading().file(write("r.conf", "origins = [\"https://desk.example.com\"]\n"));
        EffectiveConfig started = reading.effective();

        assertThat(reading.again(started).changes()).isEmpty();
    }

    @Test
    void aSecretIsReadAgainFromItsFileAndNeverShown() throws IOException {
        Path secret = write("pbx", "first-key-of-the-pbx\n");
        Reading reading =
                new Reading().file(write("r.conf", "publish.keys.pbx = \"file:" + secret + "\"\nlimits.topics = 7\n"));
        EffectiveConfig started = reading.effective();

        write("pbx", "second-key-of-the-pbx\n");
        ConfigChanges read = reading.again(started);

        assertThat(read.changes()).containsExactly(new ConfigChange("publish.keys.pbx", "…", "…", true));
        assertThat(read.config().tree().source().publisherKeys()).isEqualTo(Map.of("pbx", "second-key-of-the-pbx"));
        assertThat(read.config().files()).containsExactlyInAnyOrder(folder.resolve("r.conf"), secret);
        assertThat(read.toString()).doesNotContain("key-of-the-pbx");
    }

    @Test
    void aNameThatIsTakenOutIsGone() throws IOException {
        Reading reading = new Reading()
                .file(write(
                        "r.conf", "admin.keys { support = admin-key-of-the-support, night = admin-key-of-the-night }"));
        EffectiveConfig started = reading.effective();

        write("r.conf", "admin.keys { support = admin-key-of-the-support }");
        ConfigChanges read = reading.again(started);

        assertThat(read.changes()).containsExactly(new ConfigChange("admin.keys.night", "…", "not set", true));
        assertThat(read.config().tree().admin().keys()).containsOnlyKeys("support");
    }

    /** Whoever adds a key here has seen to it that its parts hold a {@code Current}; tests of theirs show it. */
    @Test
    void theseKeysAreReloadable() {
        assertThat(AllKeys.SETTINGS)
                .extracting(Setting::key)
                .filteredOn(AllKeys::isReloadable)
                .filteredOn(key -> !isBudget(key))
                .containsExactlyInAnyOrder(
                        "origins",
                        "auth.frozen-customers",
                        "logging.level",
                        "logging.lines-per-second",
                        "limits.connections",
                        "limits.connections-per-address",
                        "limits.connections-per-identity",
                        "limits.connections-per-customer");
        assertThat(AllKeys.NAMED)
                .extracting(NamedKey::pattern)
                .filteredOn(AllKeys::isReloadable)
                .containsExactlyInAnyOrder(
                        "admin.keys.<name>",
                        "auth.access-keys.<name>.key",
                        "auth.access-keys.<name>.sha256",
                        "auth.access-keys.<name>.customer",
                        "auth.access-keys.<name>.expires",
                        "publish.keys.<name>");
    }

    private static boolean isBudget(String key) {
        return BudgetsSection.KEYS.settings().stream()
                .anyMatch(setting -> setting.key().equals(key));
    }
}
