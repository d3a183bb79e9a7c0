package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps {@code docs/configuration.md} what the code says; with {@code -Dringdown.docs.write=true} it writes it. */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of(System.getProperty("basedir", "."), "..", "docs", "configuration.md")
            .normalize();

    @TempDir
    Path folder = Path.of("");

    @Test
    void theReferenceIsWhatTheCodeSays() throws IOException {
        String expected = ConfigurationReference.text();
        if (Boolean.getBoolean("ringdown.docs.write")) {
            Files.writeString(REFERENCE, expected);
        }

        assertThat(REFERENCE)
                .as("docs/configuration.md is not what the sections say; write it anew with: mvn -pl server -am"
                        + " -Dtest=ConfigurationReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dringdown.docs.write=true test")
                .hasContent(expected);
    }

    @Test
    void everyKeyIsInIt() {
        assertThat(AllKeys.SETTINGS)
                .allSatisfy(setting -> assertThat(ConfigurationReference.text())
                        .contains('`' + setting.key() + '`')
                        .contains('`' + setting.environmentName() + '`'));
    }

    @Test
    void everyKeyWithANameIsInIt() {
        assertThat(AllKeys.NAMED)
                .allSatisfy(key -> assertThat(ConfigurationReference.text())
                        .contains('`' + key.pattern() + '`')
                        .contains('`' + key.environmentName() + '`'));
    }

    @Test
    void itsExampleIsAGoodFile() throws IOException {
        Path pem = Files.writeString(folder.resolve("some.pem"), "");
        String example = ConfigurationReference.EXAMPLE
                .replace("/etc/ringdown/chain.pem", pem.toString())
                .replace("/etc/ringdown/key.pem", pem.toString());

        RingdownConfig config = new Reading()
                .file(Files.writeString(folder.resolve("ringdown.conf"), example))
                .tree();

        assertThat(config.server().port()).isEqualTo(443);
        assertThat(config.limits().session().maxMessageBytes()).isEqualTo(32 * 1024);
    }
}
