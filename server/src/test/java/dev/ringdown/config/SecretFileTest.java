package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.AccessKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {
    private static final String SECRET = "hunter2-and-then-some-more-hunter2";
    private static final String CUSTOMER = "5013bc52-da9a-11ee-844f-2fa34248de28";

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void aSecretMayStandInAFileWithALineEndOrWithout(String end) throws IOException {
        String value = write(SECRET + end, "rw-------");

        assertThat(new Reading()
                        .set("auth.jwt.secret=" + value)
                        .tree()
                        .auth()
                        .tokens()
                        .secret())
                .isEqualTo(SECRET);
    }

    @Test
    void onlyOneLineEndIsTakenOff() throws IOException {
        String value = write(SECRET + "\n\n", "r--r-----"); // a group may read it

        assertThat(new Reading()
                        .set("auth.jwt.secret=" + value)
                        .tree()
                        .auth()
                        .tokens()
                        .secret())
                .isEqualTo(SECRET + "\n");
    }

    @Test
    void everySecretMay() throws IOException {
        String file = write(SECRET, "rw-------");
        String uri = "file:"
                + privateFile(folder.resolve("uri"), "amqp://ringdown:" + SECRET + "@broker.example", "rw-------");
        String digest = "file:" + privateFile(folder.resolve("digest"), "a".repeat(64), "rw-------");

        RingdownConfig config = new Reading()
                .set("publish.keys.pbx=" + file)
                .set("admin.keys.support=" + file)
                .set("source.webhooks.office.secret=" + file)
                .set("source.webhooks.office.customer=" + CUSTOMER)
                .set("auth.access-keys.wallboard.key=" + file)
                .set("auth.access-keys.wallboard.customer=" + CUSTOMER)
                .set("auth.access-keys.board.sha256=" + digest)
                .set("auth.access-keys.board.customer=" + CUSTOMER)
                .set("source.rabbitmq.uri=" + uri)
                .tree();

        assertThat(config.source().publisherKeys()).containsEntry("pbx", SECRET);
        assertThat(config.admin().keys()).containsEntry("support", SECRET);
        assertThat(config.source().webhooks().get(0).secret()).isEqualTo(SECRET);
        assertThat(config.auth().accessKeys())
                .extracting(AccessKeys.Entry::sha256)
                .containsExactlyInAnyOrder("a".repeat(64), AccessKeys.sha256Of(SECRET));
        assertThat(config.rabbitmq().options()).isNotNull();
    }

    @Test
    void printingShowsWhereItIsAndNotWhatItIs() throws IOException {
        String value = write(SECRET, "rw-------");

        String printed = new Reading()
                .variable("RINGDOWN_AUTH_JWT_SECRET", value)
                .effective()
                .print();

        assertThat(printed).contains("auth.jwt.secret = \"" + value + "\"").doesNotContain("hunter2");
    }

    @Test
    void whatIsNoSecretIsNoFile() {
        assertThat(new Reading()
                        .set("log.dir=file:/var/lib/ringdown")
                        .tree()
                        .log()
                        .embedded())
                .extracting(embedded -> embedded.folder().toString())
                .isEqualTo("file:/var/lib/ringdown");
    }

    @Test
    void aFileThatIsNotThereIsAFault() {
        String value = "file:" + folder.resolve("missing");

        new Reading()
                .set("auth.jwt.secret=" + value)
                .set("publish.keys.pbx=" + value)
                .assertFaults(
                        "auth.jwt.secret: " + value + " (expected: a file that can be read), from --set",
                        "publish.keys.pbx: " + value + " (expected: a file that can be read), from --set");
        new Reading()
                .set("auth.jwt.secret=file:" + folder)
                .assertFaults("auth.jwt.secret: file:" + folder + " (expected: a file that can be read), from --set");
    }

    @Test
    void aFileThatEverybodyCanReadIsAFault() throws IOException {
        String value = write(SECRET, "rw-r--r--");

        new Reading()
                .set("auth.jwt.secret=" + value)
                .assertFaults("auth.jwt.secret: " + value
                        + " (expected: a file that not everybody can read: chmod o-r), from --set");
    }

    @Test
    void aFileWithNothingInItIsAFault() throws IOException {
        String value = write("\n", "rw-------");

        new Reading()
                .set("admin.keys.support=" + value)
                .assertFaults("admin.keys.support: " + value
                        + " (expected: a file that has the secret in it; it is empty), from --set");
    }

    @Test
    void aFileThatIsNoTextOrTooLargeIsAFault() throws IOException {
        Path binary = folder.resolve("binary");
        Files.write(binary, new byte[] {(byte) 0xC3, 0x28});
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rw-------"));
        String large = write("x".repeat(64 * 1024 + 1), "rw-------");

        new Reading()
                .set("auth.jwt.secret=file:" + binary)
                .set("publish.keys.pbx=" + large)
                .assertFaults(
                        "auth.jwt.secret: file:" + binary + " (expected: a file with text in UTF-8), from --set",
                        "publish.keys.pbx: " + large + " (expected: a file of at most 65536 bytes), from --set");
    }

    @Test
    void thePathIsAbsolute() {
        new Reading()
                .set("auth.jwt.secret=file:secret")
                .assertFaults("auth.jwt.secret: file:secret (expected: file: and an absolute path), from --set");
    }

    @Test
    void whatTheFileHasIsHeldAgainstTheKeyAndNotShown() throws IOException {
        String value = write("hunter2", "rw-------");

        new Reading()
                .set("publish.keys.pbx=" + value)
                .assertFaults("publish.keys.pbx: … (expected: a text of at least 16 characters), from --set");
    }

    private String write(String text, String permissions) throws IOException {
        return "file:" + privateFile(folder.resolve("secret-" + text.length()), text, permissions);
    }

    private static Path privateFile(Path file, String text, String permissions) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
