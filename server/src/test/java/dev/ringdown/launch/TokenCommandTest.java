package dev.ringdown.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCommandTest {
    private static final String CUSTOMER = "5013bc52-da9a-11ee-844f-2fa34248de28";
    private static final String AGENT = "a0000000-0000-4000-8000-00000000000a";
    private static final String CHAT = "bbbbbbbb-0000-0000-0000-00000000beef";
    private static final String SECRET = "auth.jwt.secret=0123456789abcdef0123456789abcdef";

    @Test
    void theTokenStandsAloneOnStandardOutput() {
        RunCommand run = RunCommand.of(new TokenCommand(), "--set", SECRET, "--customer", CUSTOMER);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
        assertThat(run.err()).startsWith("agent token customer=" + CUSTOMER + " agent=");
        assertThat(run.err()).contains(" permissions=[admin] expires=");
    }

    @ParameterizedTest
    @CsvSource({"1h, 3600", "90s, 90", "15m, 900", "7d, 604800", "1500ms, 1", "PT1H, 3600", "pt2m, 120", "P1D, 86400"})
    void aLifetimeIsSpelledAsInTheConfigurationOrAsIso8601HasIt(String lifetime, long seconds) throws IOException {
        Instant before = Instant.now();

        RunCommand run =
                RunCommand.of(new TokenCommand(), "--set", SECRET, "--customer", CUSTOMER, "--expires", lifetime);

        Instant end = Instant.parse(claims(run.out()).at("/expire").asText());
        assertThat(Duration.between(before, end).toSeconds()).isBetween(seconds, seconds + 60);
    }

    @ParameterizedTest
    @CsvSource({
        "--expires, soon, 'soon (expected: a duration such as 90s, 15m, 24h, 7d or PT1H)'",
        "--expires, 1 hour, '1 hour (expected: a duration such as 90s, 15m, 24h, 7d or PT1H)'",
        "--expires, 1w, '1w (expected: a duration such as 90s, 15m, 24h, 7d or PT1H)'",
        "--agent, acme, 'acme (expected: a UUID such as 5013bc52-da9a-11ee-844f-2fa34248de28)'",
        "--resource, 5013bc52, '5013bc52 (expected: a UUID such as 5013bc52-da9a-11ee-844f-2fa34248de28)'"
    })
    void aWrongArgumentIsToldInWords(String option, String value, String told) {
        RunCommand run = RunCommand.of(new TokenCommand(), "--set", SECRET, "--customer", CUSTOMER, option, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(option).contains(told).doesNotContain("java.", "Exception");
    }

    @Test
    void theClaimsAreWhatWasAskedFor() throws IOException {
        RunCommand run = RunCommand.of(
                new TokenCommand(),
                "--set",
                SECRET,
                "--customer",
                CUSTOMER,
                "--agent",
                AGENT,
                "--permission",
                "agent,manager");

        JsonNode claims = claims(run.out());
        assertThat(claims.at("/type").asText()).isEqualTo("agent");
        assertThat(claims.at("/agent/customer_id").asText()).isEqualTo(CUSTOMER);
        assertThat(claims.at("/agent/id").asText()).isEqualTo(AGENT);
        assertThat(claims.at("/agent/permission").asInt()).isEqualTo(0x0050);
    }

    @Test
    void aDirectTokenNamesItsResources() throws IOException {
        RunCommand run = RunCommand.of(
                new TokenCommand(),
                "--set",
                SECRET,
                "--customer",
                CUSTOMER,
                "--direct",
                "webchat_session,call",
                "--resource",
                CHAT);

        JsonNode claims = claims(run.out());
        assertThat(claims.at("/type").asText()).isEqualTo("direct");
        assertThat(claims.at("/direct/allowed_resource_types")).hasToString("[\"webchat_session\",\"call\"]");
        assertThat(claims.at("/direct/allowed_resource_id").asText()).isEqualTo(CHAT);
        assertThat(claims.at("/direct/scope_version").asInt()).isEqualTo(2);
        assertThat(run.err())
                .startsWith(
                        "direct token customer=" + CUSTOMER + " resources=[webchat_session, call] resource=" + CHAT);
    }

    @Test
    void aDirectTokenAlwaysNamesOneResource() throws IOException {
        RunCommand run = RunCommand.of(new TokenCommand(), "--set", SECRET, "--customer", CUSTOMER, "--direct", "call");

        String resource = claims(run.out()).at("/direct/allowed_resource_id").asText();
        assertThat(run.err()).contains(" resource=" + resource + " ");
    }

    @Test
    void aResourceIsOfADirectToken() {
        RunCommand run = RunCommand.of(new TokenCommand(), "--set", SECRET, "--customer", CUSTOMER, "--resource", CHAT);

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).contains("--resource is of a direct token (expected: --direct beside it)");
    }

    /** The members of {@code bin-agent-manager/models/agent/agent.go}, and the layout of {@code utilhandler/time.go}. */
    @Test
    void theClaimsAreThoseOfVoipbin() throws IOException {
        RunCommand run = RunCommand.of(new TokenCommand(), "--set", SECRET, "--customer", CUSTOMER);

        JsonNode claims = claims(run.out());
        assertThat(claims.fieldNames()).toIterable().containsExactlyInAnyOrder("type", "agent", "expire");
        assertThat(claims.at("/expire").asText()).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z");
        assertThat(claims.at("/agent").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "customer_id",
                        "username",
                        "password_hash",
                        "name",
                        "detail",
                        "ring_method",
                        "status",
                        "permission",
                        "tag_ids",
                        "addresses");
    }

    /** The platform issues them for its HTTP API; here they are not admitted. */
    @Test
    void aDelegateIsNotMinted() {
        RunCommand run = RunCommand.of(new TokenCommand(), "--set", SECRET, "--customer", CUSTOMER, "--delegate");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void withoutASecretThereIsNothingToSignWith() {
        RunCommand run = RunCommand.of(new TokenCommand(), "--customer", CUSTOMER);

        assertThat(run.exitCode()).isOne();
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("token: no secret to sign with (set auth.jwt.secret in --config, the environment or by"
                        + " --set)" + System.lineSeparator());
    }

    @Test
    void aBadConfigurationIsTold() {
        RunCommand run = RunCommand.of(new TokenCommand(), "--set", "auth.jwt.secret=hunter2", "--customer", CUSTOMER);

        assertThat(run.exitCode()).isOne();
        assertThat(run.err())
                .contains("auth.jwt.secret: … (expected: empty, or at least 32 bytes")
                .doesNotContain("hunter2");
    }

    @Test
    void aCustomerMustBeNamed() {
        RunCommand run = RunCommand.of(new TokenCommand(), "--set", SECRET);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--customer");
    }

    private static JsonNode claims(String token) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
