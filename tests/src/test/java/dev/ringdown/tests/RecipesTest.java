package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.PageServer;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.Project;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Snippets;
import dev.ringdown.tests.support.TestEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every program of docs/recipes.md, as it stands there, does what the page says of it. */
@Tag("npm")
class RecipesTest {
    private static final Snippets PROGRAMS = Snippets.of("recipes.md");
    private static final String KEY = "access-key-of-the-worker";

    @TempDir
    Path folder = Path.of("");

    @Test
    void theseAreAllOfThem() {
        assertThat(PROGRAMS.names()).containsExactly("dashboard.js", "desk.js", "worker.js", "stream.html");
    }

    @Test
    void theDashboardIsCompleteWhenItOpensAndFollows() {
        Agent admin = Agent.admin();
        try (RunningServer server = RunningServer.start()) {
            TestEvent ringing = TestEvent.call("ringing", admin);
            server.publish(ringing);
            server.publish(TestEvent.call("progressing", admin));
            server.publish(TestEvent.call("hangup", admin));

            try (RunProcess dashboard = PROGRAMS.run("node", "dashboard.js", environment(server, admin))) {
                dashboard.out().take("2 calls, 1 ringing"::equals);
                server.publish(new TestEvent("call_hangup", ringing.data()));

                assertThat(dashboard.out().take()).isEqualTo("1 calls, 0 ringing");
            }
        }
    }

    @Test
    void theDeskMissesNothingWhileTheGatewayIsAway() {
        Agent agent = Agent.plain();
        TestEvent before = TestEvent.call("ringing", agent).ownedBy(agent);
        TestEvent meanwhile = TestEvent.call("progressing", agent).ownedBy(agent);
        TestEvent after = TestEvent.call("hangup", agent).ownedBy(agent);
        String log = "log.dir=" + LogFolders.next();
        RunningServer first = RunningServer.start(log);
        try (RunProcess desk = PROGRAMS.run("node", "desk.js", environment(first, agent))) {
            desk.out().take("connected call chat"::equals);
            first.publish(before);
            desk.out().take(line -> line.startsWith("call_ringing"));
            first.close();

            try (RunningServer second = RunningServer.start(
                    log, "server.port=" + first.publicAddress().getPort())) {
                second.publish(meanwhile);
                desk.out().take("connected call chat"::equals, Patience.COLD_START);
                second.publish(after);

                desk.out().take(line -> line.startsWith("call_hangup"));
                assertThat(desk.out().all().stream().filter(line -> line.startsWith("call_")))
                        .containsExactly(
                                "call_ringing call:" + before.id(),
                                "call_progressing call:" + meanwhile.id(),
                                "call_hangup call:" + after.id());
            }
        } finally {
            first.close();
        }
    }

    @Test
    void theWorkerGoesOnWhereItWas() {
        UUID customer = UUID.randomUUID();
        Path position = folder.resolve("worker.position");
        try (RunningServer server = RunningServer.start(
                "auth.access-keys.worker.key=" + KEY, "auth.access-keys.worker.customer=" + customer)) {
            Map<String, String> environment =
                    Map.of("GATEWAY", server.webSocketUrl(), "KEY", KEY, "POSITION", position.toString());
            try (RunProcess worker = PROGRAMS.run("node", "worker.js", environment)) {
                worker.out().take("working"::equals);
                Publisher.Receipt one = server.publish(said("one", "incoming", customer));
                assertThat(worker.out().take()).isEqualTo("replying to one");
                await().atMost(Patience.LIMIT)
                        .until(() -> Files.readString(position).equals(one.sequence()));
            }
            server.publish(said("two", "incoming", customer));
            server.publish(said("an answer", "outgoing", customer));

            try (RunProcess worker = PROGRAMS.run("node", "worker.js", environment)) {
                worker.out().take("working"::equals);
                server.publish(said("three", "incoming", customer));

                worker.out().take("replying to three"::equals);
                assertThat(worker.out().all()).isEqualTo(List.of("working", "replying to two", "replying to three"));
            }
        }
    }

    @Test
    @Tag("curl")
    void theCurlLineShowsEvents() {
        Agent admin = Agent.admin();
        TestEvent ringing = TestEvent.call("ringing", admin);
        try (RunningServer server = RunningServer.start()) {
            String line = Snippets.command("recipes.md", "curl -N")
                    .replace("http://127.0.0.1:8080", server.publicAddress().toString());
            try (RunProcess curl = RunProcess.start(List.of("bash", "-c", line), Map.of("TOKEN", admin.token()))) {
                curl.out().take("event: subscribed"::equals);
                server.publish(ringing);

                curl.out().take(said -> said.contains("\"subject\":\"call:" + ringing.id() + "\""));
            }
        }
    }

    @Test
    @Tag("chromium")
    void thePageWithoutAWebSocketIsCompleteAndComesBackByItself() {
        Agent admin = Agent.admin();
        TestEvent ringing = TestEvent.call("ringing", admin);
        TestEvent meanwhile = TestEvent.call("progressing", admin);
        String log = "log.dir=" + LogFolders.next();
        RunningServer first = RunningServer.start(log);
        first.publish(ringing);
        try (PageServer pages = new PageServer("text/html; charset=utf-8", PROGRAMS.text("stream.html"));
                RunProcess page = RunProcess.start(
                        List.of(
                                "node",
                                Project.script("js/page-client.js").toString(),
                                pages.origin() + "/stream.html#gateway=" + first.publicAddress() + "&token="
                                        + admin.token()),
                        Project.npmPackages())) {
            assertThat(page.out().take(Patience.COLD_START)).isEqualTo("connected call");
            assertThat(page.out().take()).isEqualTo("call_ringing call:" + ringing.id());
            first.close();
            assertThat(page.out().take()).isEqualTo("closing the server is shutting down");

            try (RunningServer second = RunningServer.start(
                    log, "server.port=" + first.publicAddress().getPort())) {
                second.publish(meanwhile);

                page.out().take("connected call"::equals, Patience.COLD_START);
                assertThat(page.out().take()).isEqualTo("call_progressing call:" + meanwhile.id());
            }
        } finally {
            first.close();
        }
    }

    private static TestEvent said(String text, String direction, UUID customer) {
        return TestEvent.of("conversation_message_created", customer)
                .with("conversation_id", UUID.randomUUID().toString())
                .with("text", text)
                .with("direction", direction);
    }

    private static Map<String, String> environment(RunningServer server, Agent agent) {
        return Map.of("GATEWAY", server.webSocketUrl(), "TOKEN", agent.token());
    }
}
