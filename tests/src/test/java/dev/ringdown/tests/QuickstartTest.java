package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.PageServer;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.Project;
import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Snippets;
import dev.ringdown.tests.support.TestEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every program of docs/quickstart.md, as it stands there: it subscribes, and shows the event that comes. */
class QuickstartTest {
    private static final Snippets PROGRAMS = Snippets.of("quickstart.md");

    /** Debian's, whose packages another python on the PATH would not find. */
    private static final String PYTHON = "/usr/bin/python3";

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @TempDir
    Path folder = Path.of("");

    private final Agent admin = Agent.admin();

    @Test
    void theseAreAllOfThem() {
        assertThat(PROGRAMS.names())
                .containsExactly("events.html", "events.mjs", "Events.java", "socket.html", "socket.js", "events.py");
    }

    @Test
    @Tag("chromium")
    void aWebPage() {
        assertPageShowsWhatHappens("events.html");
    }

    @Test
    @Tag("chromium")
    void aWebPageWithoutAClient() {
        assertPageShowsWhatHappens("socket.html");
    }

    private void assertPageShowsWhatHappens(String name) {
        Path saved = PROGRAMS.saveBesideNodeModules(name);
        try (PageServer pages = PageServer.ofFiles(saved.resolveSibling(""));
                RunProcess page = RunProcess.start(
                        List.of(
                                "node",
                                Project.script("js/page-client.js").toString(),
                                pages.origin() + "/" + name + "#gateway=" + server.webSocketUrl() + "&token="
                                        + admin.token()),
                        Project.npmPackages())) {
            assertShowsWhatHappens(page);
            page.endInput();
            page.awaitEnd();
        }
    }

    @Test
    @Tag("npm")
    void node() {
        PROGRAMS.saveBesideNodeModules("events.mjs");
        assertShowsWhatHappens("node", "events.mjs");
    }

    @Test
    @Tag("npm")
    void nodeWithoutAClient() {
        assertShowsWhatHappens("node", "socket.js");
    }

    @Test
    void java() {
        compileJava();
        try (RunProcess program = runJava(admin.token())) {
            assertShowsWhatHappens(program);
        }
    }

    @Test
    void javaSaysWhyItIsRefused() {
        compileJava();
        try (RunProcess program = runJava("no.token.really")) {
            assertThat(program.out().take()).startsWith("4401 the handshake was refused: 401 ");
        }
    }

    /** In a folder where nothing else is, with nothing but the client's jar. */
    private void compileJava() {
        Path source = PROGRAMS.save("Events.java");
        List<String> javac = List.of(
                tool("javac"), "-cp", Project.javaClient().toString(), "-d", folder.toString(), source.toString());
        try (RunProcess compiler = RunProcess.start(javac, Map.of())) {
            assertThat(compiler.awaitEnd()).isEqualTo(new RunProcess.Result(0, "", ""));
        }
    }

    private RunProcess runJava(String token) {
        return RunProcess.start(
                List.of(tool("java"), "-cp", Project.javaClient() + ":" + folder, "Events"),
                Map.of("GATEWAY", server.webSocketUrl(), "TOKEN", token));
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    @Test
    @Tag("python")
    void python() {
        assertShowsWhatHappens(PYTHON, "events.py");
    }

    @Test
    @Tag("npm")
    void nodeSaysWhyItIsRefused() {
        PROGRAMS.saveBesideNodeModules("events.mjs");
        try (RunProcess program = PROGRAMS.run(
                "node", "events.mjs", Map.of("GATEWAY", server.webSocketUrl(), "TOKEN", "no.token.really"))) {
            assertThat(program.out().take())
                    .startsWith("the connection has stopped: 4401 the handshake was refused: 401 ");
        }
    }

    @Test
    @Tag("npm")
    void nodeWithoutAClientSaysWhyItIsRefused() {
        try (RunProcess program = PROGRAMS.run(
                "node", "socket.js", Map.of("GATEWAY", server.webSocketUrl(), "TOKEN", "no.token.really"))) {
            assertThat(program.out().take()).startsWith("refused 401 {\"type\":\"about:blank\"");
        }
    }

    private void assertShowsWhatHappens(String command, String program) {
        try (RunProcess running =
                PROGRAMS.run(command, program, Map.of("GATEWAY", server.webSocketUrl(), "TOKEN", admin.token()))) {
            assertShowsWhatHappens(running);
        }
    }

    private void assertShowsWhatHappens(RunProcess program) {
        TestEvent created = TestEvent.call("created", admin);

        program.out().take(line -> line.contains("subscribed"), Patience.COLD_START);
        server.publish(created);

        assertThat(program.out().take()).contains("call_created").contains("call:" + created.id());
    }
}
