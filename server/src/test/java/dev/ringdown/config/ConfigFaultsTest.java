package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong, all of it is told at once, and reading never ends in a stack trace. */
class ConfigFaultsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everythingThatIsWrongIsToldTogether() throws IOException {
        Path file = file("limits.topics = many\nserver.prot = 80\n");

        new Reading()
                .file(file)
                .variable("RINGDOWN_SERVER_PORT", "http")
                .variable("RINGDOWN_LIMITS_TOPIKS", "5")
                .set("limits.types=0")
                .assertFaults(
                        "limits.topics: many (expected: 1 to 1000000), from " + file + ": 1",
                        "server.prot: unknown key (expected: one of server.alone, server.compression, server.drain,"
                                + " server.event-shape, server.host, server.hosts,"
                                + " server.loops, server.paths, server.port, server.proxy-protocol, server.tls.certificate,"
                                + " server.tls.key, server.trusted-proxies,"
                                + " server.warm-up), from "
                                + file + ": 2",
                        "server.port: http (expected: 0 to 65535), from the environment, RINGDOWN_SERVER_PORT",
                        "RINGDOWN_LIMITS_TOPIKS: … (expected: RINGDOWN_ and a key such as RINGDOWN_SERVER_PORT),"
                                + " from the environment",
                        "limits.types: 0 (expected: 1 to 10000), from --set");
    }

    @Test
    void aKeyThatIsReadForTwoPurposesIsToldOnce() {
        new Reading()
                .set("log.retention-age=1ms")
                .assertFaults("log.retention-age: 1ms (expected: a duration such as 500ms, 25s, 5m or 24h, 1s to"
                        + " 365d), from --set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"servers.port=1", "x=1", "a..b=1", "server.port.x=1", "log.retention-age.x=1", "$=1"})
    void anUnknownKeyIsTold(String assignment) {
        assertThat(new Reading().set(assignment).faults())
                .anyMatch(fault -> fault.contains(": unknown key (expected: ") && fault.endsWith(", from --set"));
    }

    @Test
    void theRightKeysOfTheSectionAreNamed() {
        new Reading()
                .set("logging.lvl=info")
                .assertFaults(
                        "logging.lvl: unknown key (expected: one of logging.access, logging.audit, logging.format, logging.level, logging.lines-per-second), from --set");
        new Reading()
                .set("colour=red")
                .assertFaults("colour: unknown key (expected: a key of docs/configuration.md), from --set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server",
                "auth.jwt",
                "limits",
                "publish",
                "publish.keys",
                "admin",
                "admin.keys",
                "auth.access-keys",
                "log"
            })
    void aSectionIsNoKey(String section) {
        assertThat(new Reading().set(section + "=1").faults())
                .singleElement()
                .asString()
                .startsWith(section + ": unknown key (expected: ");
    }

    @Test
    void nothingIsNoValue() throws IOException {
        Path file = file("server.port = null\n");

        new Reading().file(file).assertFaults("server.port: null (expected: 0 to 65535), from " + file + ": 1");
    }

    @Test
    void aValueOfTheWrongKindIsTold() throws IOException {
        Path file = file("server.port = [80]\nserver.host = { a = 1 }\norigins = [[\"*\"]]\n");

        assertThat(new Reading().file(file).faults())
                .anyMatch(fault -> fault.startsWith("server.port: [80] (expected: 0 to 65535)"))
                .anyMatch(fault -> fault.startsWith("server.host: {a=1} (expected: an address of this machine)"))
                .anyMatch(fault -> fault.startsWith("server.host.a: unknown key"))
                .anyMatch(fault -> fault.startsWith("origins: [[*]] (expected: a list of origins"));
    }

    @Test
    void anAssignmentWithoutAValueIsTold() {
        new Reading()
                .set("server.port")
                .set("=8080")
                .assertFaults(
                        "--set: server.port (expected: key=value), from the command line",
                        "--set: … (expected: key=value), from the command line");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        Path missing = folder.resolve("missing.conf");

        new Reading()
                .file(missing)
                .set("limits.types=0")
                .assertFaults(
                        "--config: " + missing + " (expected: a file that can be read), from the command line",
                        "limits.types: 0 (expected: 1 to 10000), from --set");
    }

    @Test
    void aFileThatIsNoConfigurationIsTold() throws IOException {
        Path broken = file("server {\n  port = 80\n");

        assertThat(new Reading().file(broken).faults())
                .singleElement()
                .asString()
                .startsWith("--config: ")
                .endsWith("(expected: HOCON or JSON), from " + broken);
    }

    @Test
    void whatAFileRefersToAndIsNotSetIsTold() throws IOException {
        Path file = file("auth.jwt.secret = ${NO_SUCH_SECRET}\n\nserver.port = ${no.such.key}\n"
                + "server.host = ${?NO_SUCH_HOST}\nlimits.topics = 0\n");

        new Reading()
                .file(file)
                .assertFaults(
                        "${NO_SUCH_SECRET}: not set (expected: a variable of the environment, or a key of this file;"
                                + " ${?NO_SUCH_SECRET} leaves out what it stands for), from " + file + ": 1",
                        "${no.such.key}: not set (expected: a variable of the environment, or a key of this file;"
                                + " ${?no.such.key} leaves out what it stands for), from " + file + ": 3");
    }

    @Test
    void whatRefersToItselfIsTold() throws IOException {
        assertThat(new Reading().file(file("a = ${b}\nb = ${a}\n")).faults())
                .singleElement()
                .asString()
                .startsWith("--config: ")
                .contains("(expected: HOCON or JSON)");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ringdown.conf"), text);
    }
}
