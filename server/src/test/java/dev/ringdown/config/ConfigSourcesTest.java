package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSourcesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void eachSourceOverridesTheOneBelowIt() throws IOException {
        Reading reading = new Reading();
        assertThat(reading.tree().server().port()).isEqualTo(8080);

        assertThat(reading.commandDefault("server.port=1").tree().server().port())
                .isEqualTo(1);
        assertThat(reading.file(file("server.port = 2")).tree().server().port()).isEqualTo(2);
        assertThat(reading.variable("RINGDOWN_SERVER_PORT", "3").tree().server().port())
                .isEqualTo(3);
        assertThat(reading.set("server.port=4").tree().server().port()).isEqualTo(4);
    }

    @Test
    void ofTwoAssignmentsTheLaterHolds() {
        assertThat(new Reading()
                        .set("server.port=1")
                        .set("server.port=2")
                        .tree()
                        .server()
                        .port())
                .isEqualTo(2);
    }

    @Test
    void aFileMayBeHoconOrJson() throws IOException {
        Path hocon = file("""
                server { port = 9001, host = "127.0.0.1" } # a comment
                server.drain = 3 seconds
                """);
        Path json = Files.writeString(
                folder.resolve("ringdown.json"), "{\"server\":{\"port\":9002,\"trusted-proxies\":[\"10.0.0.0/8\"]}}");

        assertThat(new Reading().file(hocon).tree().server()).satisfies(server -> {
            assertThat(server.port()).isEqualTo(9001);
            assertThat(server.drain()).hasSeconds(3);
        });
        assertThat(new Reading().file(json).tree().server()).satisfies(server -> {
            assertThat(server.port()).isEqualTo(9002);
            assertThat(server.trustedProxies()).containsExactly("10.0.0.0/8");
        });
    }

    @Test
    void aListMayBeWrittenWithCommasWhereThereAreNoLists() {
        assertThat(new Reading()
                        .variable("RINGDOWN_ORIGINS", "https://a.example, https://b.example")
                        .tree()
                        .auth()
                        .origins())
                .containsExactly("https://a.example", "https://b.example");
        assertThat(new Reading().set("origins=").tree().auth().origins()).isEmpty();
    }

    @Test
    void aValueMayContainAnything() {
        String secret = "a=b,${c}\"#'$ and 32 bytes and more of it";

        assertThat(new Reading()
                        .set("auth.jwt.secret=" + secret)
                        .tree()
                        .auth()
                        .tokens()
                        .secret())
                .isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "RINGDOWN_SERVICE_HOST,                 10.0.0.1",
        "RINGDOWN_SERVICE_PORT,                 8080",
        "RINGDOWN_SERVICE_PORT_HTTP,            8080",
        "RINGDOWN_PORT,                         tcp://10.0.0.1:8080",
        "RINGDOWN_PORT_8080_TCP,                tcp://10.0.0.1:8080",
        "RINGDOWN_PORT_8080_TCP_PROTO,          tcp",
        "RINGDOWN_PORT_8080_TCP_PORT,           8080",
        "RINGDOWN_PORT_8080_TCP_ADDR,           10.0.0.1",
        "RINGDOWN_INTERNAL_SERVICE_HOST,        10.0.0.2",
        "RINGDOWN_INTERNAL_SERVICE_PORT_PUBLISH, 8081",
        "RINGDOWN_INTERNAL_PORT,                tcp://10.0.0.2:8081",
        "RINGDOWN_INTERNAL_PORT_8081_TCP_ADDR,  10.0.0.2",
        "RINGDOWNS_PORT,                        8080",
        "PATH,                                  /bin"
    })
    void whatKubernetesAndOthersSetIsLeftAlone(String name, String value) {
        RingdownConfig config = new Reading().variable(name, value).tree();

        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.internal().port()).isEqualTo(8081);
    }

    /** It looks like a key and is none: who sets it thinks that it does something. */
    @Test
    void aVariableThatMeansNothingIsToldAndNotItsValue() {
        new Reading()
                .variable("RINGDOWN_PORT", "9000")
                .assertFaults("RINGDOWN_PORT: … (expected: RINGDOWN_ and a key such as RINGDOWN_SERVER_PORT),"
                        + " from the environment");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ringdown.conf"), text);
    }
}
