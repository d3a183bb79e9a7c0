package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.ConformanceAdapter;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.Project;
import dev.ringdown.tests.support.RunProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Our clients do what {@code conformance/scenarios.json} expects, against a gateway that does what a script says. The clients are
 * tried side by side: a scenario is mostly waiting.
 */
@Tag("npm")
@Execution(ExecutionMode.CONCURRENT)
class ClientConformanceTest {
    private static final String CLIENTS = "client-js/test/conformance/";

    @Test
    void theJavaScriptClientInNode() {
        assertHolds(
                "program",
                List.of("node", Project.ROOT.resolve(CLIENTS + "node.js").toString()));
    }

    @Test
    @Tag("chromium")
    void theJavaScriptClientInChromium() {
        assertHolds(
                "browser",
                List.of("node", Project.ROOT.resolve(CLIENTS + "chromium.js").toString()));
    }

    @Test
    void theJavaClient() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertHolds(
                "jvm", List.of(java, "-cp", System.getProperty("java.class.path"), ConformanceAdapter.class.getName()));
    }

    @SuppressWarnings("SystemOut")
    private static void assertHolds(String kind, List<String> adapter) {
        Path runner = Project.ROOT.resolve("tests/conformance/run.mjs");
        List<String> command = new ArrayList<>(List.of("node", runner.toString(), "--kind=" + kind));
        command.addAll(adapter);
        try (RunProcess run = RunProcess.start(command, Map.of())) {
            RunProcess.Result result = run.awaitEnd(Patience.COLD_START);
            System.out.println(kind + "\n" + result.out());
            assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        }
    }
}
