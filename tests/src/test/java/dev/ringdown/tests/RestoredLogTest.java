package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.EventStream;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log folder that comes back other than it was left: clients are told, or the server does not start. */
class RestoredLogTest {
    private static final int CANNOT_START = 1;

    private final Agent admin = Agent.admin();
    private final Path folder = LogFolders.next();
    private final String log = "log.dir=" + folder;

    private JsonNode resume(Subscriber subscriber, Publisher.Receipt after) {
        subscriber.send(
                "{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":1,\"after\":\"" + after.sequence() + "\"}");
        return subscriber.next("subscribed").json();
    }

    /** Resumes where the log cannot say what was missed. */
    private Subscriber assertToldThatEventsMayBeMissing(RunningServer server, Publisher.Receipt after) {
        Subscriber subscriber = server.connect(admin);

        JsonNode subscribed = resume(subscriber, after);

        assertThat(subscribed.path("recovered").asBoolean(true)).isFalse();
        assertThat(subscriber.next("gap").text("reason")).isEqualTo("epoch");
        return subscriber;
    }

    private static void shell(String command, Path... arguments) {
        List<String> line = Stream.concat(
                        Stream.of("sh", "-ec", command, "sh"),
                        Stream.of(arguments).map(Path::toString))
                .toList();
        try (RunProcess process = RunProcess.start(line, Map.of())) {
            assertThat(process.awaitEnd().exitCode()).isZero();
        }
    }

    @Test
    void aKilledServerGoesOnWhereItStopped() {
        RunningServer first = RunningServer.start(log);
        Publisher.Receipt seen = first.publish(TestEvent.call("created", admin));
        first.publish(TestEvent.call("progressing", admin));
        first.kill();

        try (RunningServer second = RunningServer.start(log)) {
            Subscriber subscriber = second.connect(admin);
            JsonNode subscribed = resume(subscriber, seen);

            assertThat(subscribed.path("recovered").asBoolean()).isTrue();
            subscriber.assertEvents("call_progressing");
        }
    }

    @Test
    void aBackupCopiedOverTheFolderOfAKilledServerIsTold() {
        Path backup = folder.resolveSibling(folder.getFileName() + "-backup");
        try (RunningServer first = RunningServer.start(log)) {
            first.publish(TestEvent.call("created", admin));
        }
        shell("cp -a \"$1\" \"$2\"", folder, backup);
        RunningServer second = RunningServer.start(log);
        Publisher.Receipt seen = second.publish(TestEvent.call("progressing", admin));
        second.kill();

        shell("cd \"$2\" && for f in *; do [ -e \"$1/$f\" ] || rm \"$f\"; done; cp -a \"$1/.\" .", backup, folder);

        try (RunningServer third = RunningServer.start(log)) {
            third.publish(TestEvent.call("updated", admin)); // has the place that the lost event had
            assertToldThatEventsMayBeMissing(third, seen).assertEvents("call_updated");
        }
    }

    @Test
    void aBackupOfTheRunningServerUnpackedInPlaceOfTheFolderIsTold() {
        Path backup = folder.resolveSibling(folder.getFileName() + ".tar");
        RunningServer first = RunningServer.start(log);
        first.publish(TestEvent.call("created", admin));
        // 1: a file has changed or gone meanwhile, as the database's may (GNU tar, "Return values")
        shell("tar -C \"$1\" -cf \"$2\" . || [ $? -eq 1 ]", folder, backup);
        Publisher.Receipt seen = first.publish(TestEvent.call("progressing", admin));
        first.kill();

        shell("rm -r \"$1\"; mkdir -m 700 \"$1\"; tar -C \"$1\" -xf \"$2\"", folder, backup);

        try (RunningServer second = RunningServer.start(log)) {
            assertToldThatEventsMayBeMissing(second, seen);
        }
    }

    /** Ways to bring a backup ($1) in place of the folder ($2) of a server that was killed, or to lose parts of it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            renamed into place           | mv "$2" "$2-gone"; mv "$1" "$2"
            a link to the backup         | mv "$2" "$2-gone"; ln -s "$1" "$2"
            written into the same files  | rm "$2"/*.log "$2"/MANIFEST*; cd "$1"; for f in *; do cat "$f" > "$2/$f"; done
            twice                        | for i in 1 2; do rm -rf "$2"/*; cp -a "$1/." "$2"; done
            by hard links                | rm -r "$2"/*; cp -al "$1/." "$2"
            everything is gone           | rm -r "$2"/*
            the newest events are gone   | rm "$2"/*.log
            """)
    void howeverAnOlderStateCameBackItIsTold(String way, String script) {
        Path backup = folder.resolveSibling(folder.getFileName() + "-backup");
        Publisher.Receipt kept;
        try (RunningServer first = RunningServer.start(log)) {
            kept = first.publish(TestEvent.call("created", admin));
        }
        shell("cp -a \"$1\" \"$2\"", folder, backup);
        RunningServer second = RunningServer.start(log);
        Publisher.Receipt lost = second.publish(TestEvent.call("progressing", admin));
        second.kill();

        shell(script, backup, folder);

        try (RunningServer third = RunningServer.start(log)) {
            third.publish(TestEvent.call("updated", admin)); // has the place that the lost event had
            assertToldThatEventsMayBeMissing(third, lost).vanish();
            assertToldThatEventsMayBeMissing(third, kept).vanish();
        }
    }

    @Test
    void aBackupUnpackedUnderAServerThatIsKilledAfterwardsIsTold() {
        restoreUnderAServer(RunningServer::kill);
    }

    @Test
    void soItIsUnderAServerThatEndsInGoodOrder() {
        restoreUnderAServer(RunningServer::close);
    }

    /** What the server still writes goes into files that nobody finds any more. */
    private void restoreUnderAServer(Consumer<RunningServer> end) {
        Path backup = folder.resolveSibling(folder.getFileName() + "-backup");
        try (RunningServer first = RunningServer.start(log)) {
            first.publish(TestEvent.call("created", admin));
        }
        shell("cp -a \"$1\" \"$2\"", folder, backup);
        RunningServer second = RunningServer.start(log);
        Publisher.Receipt before = second.publish(TestEvent.call("progressing", admin));

        shell("rm -r \"$2\"/*; cp -a \"$1/.\" \"$2\"", backup, folder);
        Publisher.Receipt after = second.publish(TestEvent.call("hangup", admin));
        end.accept(second);

        try (RunningServer third = RunningServer.start(log)) {
            third.publish(TestEvent.call("updated", admin));
            assertToldThatEventsMayBeMissing(third, before).vanish();
            assertToldThatEventsMayBeMissing(third, after).vanish();
        }
    }

    @Test
    @Tag("curl")
    void anEventStreamIsToldToo() {
        Publisher.Receipt seen;
        try (RunningServer first = RunningServer.start(log)) {
            first.publish(TestEvent.call("created", admin));
            seen = first.publish(TestEvent.call("progressing", admin));
        }
        shell("rm -r \"$1\"/*", folder);

        try (RunningServer second = RunningServer.start(log);
                EventStream stream = EventStream.curl(
                        second.streamUrl(admin, "topics=call"), "-H", "Last-Event-ID: " + seen.sequence())) {
            stream.next("welcome");
            JsonNode subscribed = stream.next("subscribed").message().json();
            assertThat(subscribed.path("recovered").asBoolean(true)).isFalse();
            assertThat(stream.next("gap").message().text("reason")).isEqualTo("epoch");
        }
    }

    @Test
    void aWitnessInAFileSurvivesWhatIsInMemory() {
        String witness = "log.witness=" + folder.resolveSibling(folder.getFileName() + ".witness");
        Publisher.Receipt seen;
        try (RunningServer first = RunningServer.start(log, witness)) {
            seen = first.publish(TestEvent.call("created", admin));
            first.publish(TestEvent.call("progressing", admin));
        }

        try (RunningServer second = RunningServer.start(log, witness)) {
            Subscriber subscriber = second.connect(admin);
            assertThat(resume(subscriber, seen).path("recovered").asBoolean()).isTrue();
            subscriber.assertEvents("call_progressing");
        }
        try (RunningServer third = RunningServer.start(log, "log.witness=none")) {
            assertToldThatEventsMayBeMissing(third, seen).assertEvents("call_progressing");
        }
    }

    @Test
    void aDamagedFolderIsNotOpenedUntilItIsCutAndThenToldOf() throws IOException {
        Publisher.Receipt seen;
        try (RunningServer first = RunningServer.start(log)) {
            seen = first.publish(TestEvent.call("created", admin));
            first.publish(TestEvent.call("progressing", admin));
            first.publish(TestEvent.call("hangup", admin));
        }
        Path file = newestWriteAheadFile();
        byte[] bytes = Files.readAllBytes(file);
        byte[] random = new byte[64];
        new Random(1).nextBytes(random);
        System.arraycopy(random, 0, bytes, bytes.length / 2, random.length);
        Files.write(file, bytes);

        RunProcess.Result refused = RunProcess.runToEnd(
                Map.of(), "serve", "--set", log, "--set", "server.port=0", "--set", "internal.port=0");
        RunProcess.Result cut = RunProcess.runToEnd(Map.of(), "log", folder.toString(), "cut");

        assertThat(refused.exitCode()).isEqualTo(CANNOT_START);
        assertThat(refused.err())
                .contains("its file " + file.getFileName() + " is damaged at byte ")
                .contains("lost is at most what stands from there on")
                .contains("the command log " + folder + " cut");
        assertThat(cut.exitCode()).isZero();
        assertThat(cut.out()).contains("it ends there now");
        try (RunningServer second = RunningServer.start(log)) {
            assertToldThatEventsMayBeMissing(second, seen);
        }
    }

    private Path newestWriteAheadFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }
}
