package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.JdkClient;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RunProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The README's first command: whatever it prints to be pasted works, and Ctrl-C ends it. */
class DemoTest {
    private static final Pattern WSCAT = Pattern.compile("npx wscat -c '([^']+)' -w 60 -x '([^']+)'");
    private static RunProcess demo;
    private static List<String> lines;

    @BeforeAll
    static void startDemo() {
        demo = start();
        demo.out().take(line -> line.equals("Ctrl-C ends it."), Patience.COLD_START);
        lines = demo.out().all();
    }

    @AfterAll
    static void endDemo() {
        demo.close();
    }

    private static RunProcess start() {
        return RunProcess.runInterruptible(
                List.of("demo", "--details", "--set", "server.port=0", "--set", "internal.port=0", "--rate", "50"));
    }

    /** The first line that starts like this. */
    private static String printed(String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(start + " was not printed in:\n" + String.join("\n", lines)));
    }

    @Test
    void theWallboardIsThereWithATokenForEachCustomer() throws Exception {
        URI wallboard = URI.create(printed("  wallboard").replaceFirst(" +wallboard +(\\S+) .*", "$1"));

        assertThat(get(wallboard)).startsWith("<!doctype html>");
        assertThat(Json.parse(get(wallboard.resolve("config.json"))).path("customers"))
                .hasSize(3)
                .allSatisfy(board -> assertThat(board.path("token").asText()).startsWith("eyJ"));
    }

    private static String get(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void theAddressAndTheMessageOfTheWscatLineShowEvents() {
        Matcher wscat = WSCAT.matcher(printed("npx wscat"));
        assertThat(wscat.matches()).isTrue();
        try (JdkClient client = JdkClient.connect(HttpClient.newHttpClient(), wscat.group(1))) {
            client.send(wscat.group(2));

            assertThat(belongingOf(Json.parse(client.next()))).contains("call:");
        }
    }

    /** What an event belongs to: its own resource and its parents. */
    private static String belongingOf(JsonNode event) {
        return event.path("subject").asText() + ',' + event.path("parents").asText();
    }

    @Test
    @Tag("npm")
    void theWscatLineShowsEvents() {
        String line = printed("npx wscat").replace("npx wscat", "tests/npm/node_modules/.bin/wscat");

        try (RunProcess shell = RunProcess.start(List.of("bash", "-c", line), Map.of())) {
            assertThat(belongingOf(Json.parse(shell.out().take()))).contains("call:");
        }
    }

    @Test
    void theTailLineShowsEvents() {
        try (RunProcess shell =
                RunProcess.start(List.of("bash", "-c", printed("./run tail")), RunProcess.onThisJdk())) {
            assertThat(shell.out().take(line -> line.contains("call_"))).isNotBlank();
        }
    }

    @Test
    @Tag("curl")
    void theCurlLinesPublishAndShowMetrics() {
        String publish = printed("curl -sS -H").replaceFirst("\\\\$", "") + printed("  -d ");

        try (RunProcess publishing = RunProcess.start(List.of("bash", "-c", publish), Map.of());
                RunProcess counting = RunProcess.start(List.of("bash", "-c", metricsLine()), Map.of())) {
            assertThat(Json.parse(publishing.awaitEnd().out()).path("sequence").asText())
                    .isNotBlank();
            assertThat(counting.awaitEnd().out()).contains("ringdown_sessions{");
        }
    }

    private static String metricsLine() {
        return lines.stream()
                .filter(line -> line.contains("/metrics | grep"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theConsoleLineLeadsToThePagesAndTheKeyToThePeople() throws IOException, InterruptedException {
        String console = printed("  console").replaceFirst("^ +console +(\\S+).*", "$1");
        String key = printed("  admin key").replaceFirst("^ +admin key +", "");

        HttpResponse<String> page = get(console, "");
        HttpResponse<String> people = get(console + "identities.json", "Bearer " + key);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .doesNotContain("unsafe");
        assertThat(Json.parse(people.body())
                        .at("/customers/0/identities/0/role")
                        .asText())
                .isEqualTo("admin");
        assertThat(get(console + "identities.json", "").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> get(String address, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void ctrlCEndsItCleanly() {
        try (RunProcess own = start()) {
            own.out().take(line -> line.equals("Ctrl-C ends it."));

            own.signal("INT");

            RunProcess.Result result = own.awaitEnd();
            assertThat(result.exitCode()).isIn(0, 130);
            assertThat(result.out())
                    .contains("stopped")
                    .doesNotContain(" ERROR ")
                    .doesNotContain("LEAK:");
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithARemedy() {
        String internal = printed("  publishers").replaceFirst(".*:(\\d+)/.*", "$1");

        RunProcess.Result refused =
                RunProcess.runToEnd("demo", "--set", "server.port=0", "--set", "internal.port=" + internal);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains(internal)
                .contains("--set internal.port=")
                .doesNotContain("\tat ");
    }
}
