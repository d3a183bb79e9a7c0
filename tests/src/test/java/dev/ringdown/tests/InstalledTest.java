package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Archive;
import dev.ringdown.tests.support.Client;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.OkHttpWebSocket;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of {@code ./run dist}, unpacked and used as an operator does it: there are no sources and no JDK_HOME. */
class InstalledTest {
    private static final Pattern LISTENING = Pattern.compile("listening public=http(\\S+) internal=(\\S+)");
    private static final String PUBLISHER_KEY = "publisher-key-of-an-operator";
    private static final Map<String, String> NOWHERE_FOR_CACHES = Map.of("CACHE_DIRECTORY", "/dev/null/cache");

    @TempDir
    static Path folder = Path.of("");

    private static Path installed = Path.of("");
    private static Map<String, String> digests = Map.of();

    @BeforeAll
    static void install() {
        Archive archive = Archive.make("022", Map.of());
        digests = archive.digests();
        installed = archive.unpackIn(folder);
    }

    private static RunProcess ringdown(Map<String, String> environment, String... arguments) {
        Map<String, String> variables = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));
        variables.putAll(environment);
        List<String> command =
                new ArrayList<>(List.of(installed.resolve("bin/ringdown").toString()));
        command.addAll(List.of(arguments));
        return RunProcess.start(command, variables);
    }

    private static RunProcess.Result ended(RunProcess process) {
        try (process) {
            return process.awaitEnd();
        }
    }

    /** What the archive has in conf, with the places of this test, and maybe with all choices in it. */
    private static Path configuration(boolean choices) throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        for (String name : List.of("jwt", "publisher", "reports", "support", "node")) {
            secret(secrets.resolve(name), name.equals("jwt") ? TestTokens.SECRET : PUBLISHER_KEY + "-" + name);
        }
        secret(secrets.resolve("rabbitmq"), "amqp://ringdown:password@rabbitmq.invalid");
        Files.writeString(folder.resolve("chain.pem"), "");
        Files.writeString(folder.resolve("key.pem"), "");
        String text = Files.readString(installed.resolve("conf/ringdown.conf"))
                .replace("/etc/ringdown", folder.toString())
                .replace("/var/lib/ringdown", folder.toString());
        return Files.writeString(
                folder.resolve("ringdown.conf"), choices ? text.replaceAll("(?m)^#(?=[a-z])", "") : text);
    }

    private static void secret(Path file, String value) throws IOException {
        Files.writeString(file, value + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void itSaysWhichVersionItIs() {
        RunProcess.Result here = ended(ringdown(Map.of(), "--version"));
        RunProcess.Result there = RunProcess.runToEnd("--version");

        assertThat(here.out()).matches("ringdown \\S+ \\(commit (unknown|[0-9a-f]{12}\\+?), Java \\d\\S*\\)");
        assertThat(here.out()).isEqualTo(there.out());
        assertThat(here.err()).isEmpty();
    }

    @Test
    void itServesAClientOfOthersWithItsOwnConfiguration() throws IOException {
        Agent admin = Agent.admin();
        String file = configuration(false).toString();
        try (RunProcess gateway = ringdown(
                Map.of("RINGDOWN_LOG_MIN_FREE", "0"),
                "serve",
                "--config",
                file,
                "--set",
                "server.port=0",
                "--set",
                "internal.port=0")) {
            Matcher listening =
                    LISTENING.matcher(gateway.out().take(line -> line.contains("listening "), Patience.COLD_START));
            assertThat(listening.find()).isTrue();
            Publisher publisher = new Publisher(URI.create(listening.group(2)), PUBLISHER_KEY + "-publisher");

            try (Client client = new OkHttpWebSocket("ws" + listening.group(1) + "/v1.0/ws?token=" + admin.token())) {
                SeedConversation.assertHeldBy(client, publisher, admin);
            }
            gateway.signal("TERM");

            RunProcess.Result result = gateway.awaitEnd();
            assertThat(result.exitCode()).as("exit code after SIGTERM").isEqualTo(143);
            assertThat(result.out()).contains("starting version=", "stopped").doesNotContain(" WARN ", " ERROR ");
            assertThat(result.err())
                    .isEqualTo("ringdown: caching classes in " + installed.resolve("cache")
                            + ", for faster starts from now on ...");
        }
    }

    @Test
    void everyChoiceOfItsConfigurationIsReadToo() throws IOException {
        RunProcess.Result printed = ended(ringdown(
                NOWHERE_FOR_CACHES,
                "serve",
                "--print-config",
                "--config",
                configuration(true).toString()));

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.out()).contains("journal.kafka.servers", "source.rabbitmq.uri", "admin.keys.support");
    }

    @Test
    void whereNothingMayBeWrittenItGoesWithoutACacheOfClasses() {
        RunProcess.Result cache = ended(ringdown(NOWHERE_FOR_CACHES, "cache"));
        RunProcess.Result serve = ended(ringdown(NOWHERE_FOR_CACHES, "serve", "--print-config"));

        assertThat(cache.exitCode()).isOne();
        assertThat(cache.err()).startsWith("ringdown: no cache of classes");
        assertThat(serve.exitCode()).isZero();
        assertThat(serve.err()).isEmpty();
    }

    @Test
    void aJavaThatWillNotDoIsToldInWords() throws IOException {
        Path old = folder.resolve("old-java");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        Files.createFile(
                old.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        RunProcess.Result tooOld = ended(ringdown(Map.of("JAVA_HOME", old.toString()), "--version"));
        RunProcess.Result none = ended(ringdown(Map.of("JAVA_HOME", "/nowhere"), "--version"));

        assertThat(tooOld.exitCode()).isOne();
        assertThat(tooOld.err()).contains("version 11 (expected: 17 or newer)", "JAVA_HOME");
        assertThat(none.exitCode()).isOne();
        assertThat(none.err()).contains("JAVA_HOME: /nowhere (expected: the folder of a Java runtime");
    }

    @Test
    void itsBillOfMaterialsHasEveryJarAndNothingThatChangesByItself() throws IOException {
        JsonNode bill = Json.parse(Files.readString(installed.resolve("ringdown.cdx.json")));
        List<String> named = Stream.concat(
                        Stream.of(bill.path("metadata").path("component")),
                        StreamSupport.stream(bill.path("components").spliterator(), false))
                .map(component -> component.path("name").asText() + "-"
                        + component.path("version").asText())
                .toList();

        try (Stream<Path> jars = Files.list(installed.resolve("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .isNotEmpty()
                    .allSatisfy(jar -> assertThat(named).anyMatch(jar::startsWith));
        }
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.path("metadata").has("timestamp")).isFalse();
    }

    @Test
    void theSameMakesTheSameBytes() {
        Archive again = Archive.make("077", Map.of("TZ", "Asia/Tokyo", "LC_ALL", "C.UTF-8"));

        assertThat(again.digests()).isEqualTo(digests).isNotEmpty();
    }
}
