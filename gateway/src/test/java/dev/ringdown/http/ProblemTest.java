package dev.ringdown.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void aProblemIsWrittenAsRfc9457HasIt() {
        Answer answer =
                Problem.of(403, "Forbidden", "the customer \"c1\" is frozen").toAnswer();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .asString(UTF_8)
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,"
                        + "\"detail\":\"the customer \\\"c1\\\" is frozen\"}");
    }

    @Test
    void headersAreAddedOneByOne() {
        Answer answer = Problem.of(503, "Service Unavailable", "full")
                .withHeader("Connection", "close")
                .retryAfterSeconds(10)
                .toAnswer();

        assertThat(answer.headers()).containsExactly(entry("Connection", "close"), entry("Retry-After", "10"));
    }

    @Test
    void halfOfASurrogatePairInTheDetailIsNoReasonToFail() {
        Answer answer = Problem.of(400, "Bad Request", "type: \uD83D").toAnswer();

        assertThat(answer.body()).asString(UTF_8).endsWith("\"detail\":\"type: ?\"}");
    }
}
