package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Contract;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.PageServer;
import dev.ringdown.tests.support.Project;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract for machines, where a gateway serves it, read by tools that others wrote. */
class ContractTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "origins=https://desk.example.com",
            "source.webhooks.event.customer=5013bc52-da9a-11ee-844f-2fa34248de28",
            "source.webhooks.event.secret=webhook-secret-of-the-tests");

    @ParameterizedTest
    @ValueSource(strings = {"asyncapi.yaml", "openapi.yaml", "schemas/server-message.json"})
    void everyPageMayReadIt(String file) {
        HttpAnswer answer = publicPort().get("/v1.0/" + file);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Contract.text(file));
        assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
    }

    @Test
    void besideItThereIsNothing() {
        publicPort().get("/v1.0/schemas/none.json").assertProblem(404, "nothing is here");
        publicPort().get("/v1.0/").assertProblem(404, "nothing is here");
    }

    @Test
    void everyPathOfTheDocumentIsThere() {
        JsonNode paths = Json.parseYaml(Contract.text("openapi.yaml")).path("paths");

        assertThat(paths.properties()).hasSize(15).allSatisfy(path -> {
            Publisher port = path.getValue().has("servers") ? server.publisher() : publicPort();
            String example = path.getKey()
                    .replace("{name}", "event")
                    .replace("{session}", "none")
                    .replace("{revocation}", "none");
            assertThat(port.get(example).status()).as(example).isIn(200, 400, 401, 405, 426);
        });
    }

    @Test
    @Tag("npm")
    void itIsAsyncApiAndOpenApi() {
        RunProcess.Result result = check(server.publicAddress().toString());

        assertThat(result.out() + result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    /** Or the test above would prove nothing. */
    @ParameterizedTest
    @CsvSource({
        "action: receive,         action: shout,            asyncapi.yaml: operations.subscribe.action",
        "schemas/gap.json,        schemas/pag.json,         pag.json",
        "$defs/sequence,          $defs/consequence,        consequence",
        "in: query,               in: trunk,                openapi.yaml",
        "#/components/responses/Later, #/components/responses/Sooner, openapi.yaml"
    })
    @Tag("npm")
    void theToolsSeeWhatIsWrong(String right, String wrong, String told) {
        try (PageServer spoilt = new PageServer(
                "text/plain", path -> Contract.text(path.replace("/v1.0/", "")).replace(right, wrong))) {
            RunProcess.Result result = check(spoilt.origin());

            assertThat(result.out()).contains(told);
            assertThat(result.exitCode()).isOne();
        }
    }

    private static RunProcess.Result check(String origin) {
        String script = Project.script("js/check-contract.js").toString();
        try (RunProcess checking =
                RunProcess.start(List.of("node", script, origin + "/v1.0/"), Project.npmPackages())) {
            return checking.awaitEnd();
        }
    }

    private static Publisher publicPort() {
        return new Publisher(server.publicAddress(), "");
    }
}
