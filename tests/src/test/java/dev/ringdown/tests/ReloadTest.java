package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP while events flow: what is reloadable is new, nobody notices, and a broken file changes nothing. */
class ReloadTest {
    private static final Agent ADMIN = Agent.admin();
    private static final String DESK = "https://desk.example.com";
    private static final String BEFORE = """
            origins = []
            server.hosts = ["*"]
            """;
    private static final String AFTER = """
            origins = ["https://desk.example.com"]
            server.hosts = ["events.example.com"]
            publish.keys.crm = publisher-key-of-the-crm
            admin.keys.night = admin-key-of-the-night
            auth.access-keys.board { key = access-key-of-the-board, customer = "5b0e2d6c-1f6e-4d0e-9a53-0000000000aa" }
            limits.connections-per-identity = 2
            limits.filter-bytes = 2KiB
            logging.level = debug
            """;
    private static final String FROZEN = AFTER.replace("limits.connections-per-identity = 2", "")
            + "auth.frozen-customers = [\"5b0e2d6c-1f6e-4d0e-9a53-0000000000aa\"]\n";

    @TempDir
    Path folder;

    @Test
    void aReloadUnderLoadLosesNothingAndABrokenFileChangesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("ringdown.conf"), BEFORE);
        try (RunningServer server = RunningServer.startWithFile(file)) {
            Subscriber there = server.connect(ADMIN).subscribe("call");
            Publisher crm = server.publisher().withKey("publisher-key-of-the-crm");
            crm.post(Publisher.ENVELOPE, TestEvent.call("created", ADMIN).envelope())
                    .assertProblem(401, "");
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<List<String>> published =
                    CompletableFuture.supplyAsync(() -> publishUntil(enough, server));

            Files.writeString(file, AFTER);
            List<String> reloaded = reload(server, "reloaded because=");
            Files.writeString(file, AFTER + "limits.topics = many\nno.such.key = 1\n");
            List<String> refused = reload(server, "not reloaded because=");

            assertThat(reloaded)
                    .anyMatch(line -> line.contains("reloaded key=origins was=[] now=[" + DESK + "]"))
                    .anyMatch(line -> line.contains("reloaded key=publish.keys.crm was=not set now=…"))
                    .anyMatch(line -> line.contains("kept key=server.hosts"))
                    .anyMatch(line -> line.contains("\"action\":\"configuration.reload\"")
                            && line.contains("\"key\":\"publish.keys.crm\",\"was\":\"not set\""))
                    .noneMatch(line -> line.contains("-key-of-the-"));
            assertThat(refused)
                    .anyMatch(line -> line.contains("limits.topics: many (expected: 1 to"))
                    .anyMatch(line -> line.contains("no.such.key: unknown key"));
            server.handshake().token(ADMIN.token()).header("Origin", DESK).open();
            server.handshake().token(ADMIN.token()).refusal().assertProblem(429, "connections-per-identity");
            assertThat(server.operator()
                            .withKey("admin-key-of-the-night")
                            .ask("GET", "/v1.0/sessions")
                            .status())
                    .isEqualTo(200);
            assertThat(server.publisher().metric("ringdown_reloads_total{result=\"good\"}"))
                    .isOne();
            assertThat(server.publisher().metric("ringdown_reloads_total{result=\"bad\"}"))
                    .isOne();
            assertThat(server.publisher().metric("ringdown_reload_bad_timestamp_seconds"))
                    .isPositive();
            server.handshake().accessKey("access-key-of-the-board").open();

            Files.writeString(file, FROZEN);
            reload(server, "reloaded because=");
            enough.set(true);

            server.handshake().accessKey("access-key-of-the-board").refusal().assertProblem(403, "frozen");
            List<String> ids = published.get();
            assertThat(there.readEvents(ids.size())).extracting(ReloadTest::id).isEqualTo(ids);
            TestEvent last = TestEvent.call("hangup", ADMIN);
            crm.publish(last);
            there.assertEvent(last);
        }
    }

    private static List<String> publishUntil(AtomicBoolean enough, RunningServer server) {
        List<String> ids = new ArrayList<>();
        while (!enough.get()) {
            ids.add(server.publish(TestEvent.call("progressing", ADMIN)).id());
        }
        return ids;
    }

    private static String id(Message event) {
        return event.json().path("id").asText();
    }

    /** What the log says until this. */
    private static List<String> reload(RunningServer server, String end) {
        int before = server.process().out().all().size();
        server.process().signal("HUP");
        server.process().out().take(line -> line.contains(' ' + end));
        List<String> all = server.process().out().all();
        return all.subList(before, all.size());
    }
}
